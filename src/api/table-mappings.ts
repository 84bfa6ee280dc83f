// Files that wait until a person has said how they are read: their preview, their reading, and the layouts kept for the next ones.
import * as contract from '#contract/table-mappings'
import { mapImport } from '#flows/map-import'
import { type ImportPreview, previewImport } from '#flows/preview-import'
import { removeMappingProfile } from '#flows/remove-mapping-profile'
import { listMappingProfileRows } from '#store/views/mapping-profiles'
import { implement } from './implement.ts'
import { readImportView } from './imports.ts'

const rowView = ({ at, cells, line, invoice, rejection }: ImportPreview['rows'][number]) => ({
  at,
  cells: [...cells],
  line:
    line === null
      ? null
      : {
          bookedOn: line.bookedOn,
          amount: line.amount,
          title: line.title,
          counterpartyName: line.counterpartyName ?? null,
          counterpartyAccount: line.counterpartyAccount ?? null,
        },
  invoice:
    invoice === null
      ? null
      : {
          number: invoice.number,
          type: invoice.type,
          customerName: invoice.customer.name,
          taxId: invoice.customer.taxId ?? null,
          issueOn: invoice.issueOn,
          dueOn: invoice.dueOn ?? null,
          total: invoice.total,
          paid: invoice.settledAtSource ?? null,
        },
  rejection: rejection === null ? null : { code: rejection.code, facts: { ...rejection.facts } },
})

export const tableMappingRoutes = [
  implement(contract.previewImport, async ({ shell, company, input }) => {
    const { kind, mapping } = input.body
    const preview = await previewImport(shell, {
      companyId: company.companyId,
      importId: input.params.importId,
      wanted: mapping ?? kind ?? null,
    })
    return {
      mapping: preview.mapping,
      columns: preview.columns.map((column) => ({ ...column, samples: [...column.samples] })),
      rows: preview.rows.map(rowView),
      missing: [...preview.missing],
      datesAmbiguous: preview.datesAmbiguous,
      currencyFound: preview.currencyFound,
    }
  }),
  implement(contract.mapImport, async ({ shell, company, actor, input, doors }) => {
    const { companyId } = company
    const { importId } = input.params
    await mapImport(shell, { companyId, actor, importId, ...input.body })
    await doors.enqueueJob({ companyId, job: 'match', trigger: 'file' })
    return readImportView(shell, companyId, importId)
  }),
  implement(contract.listMappingProfiles, async ({ shell, company }) => ({
    profiles: (await listMappingProfileRows(shell.database, company.companyId)).map((row) => ({
      mappingProfileId: row.profile_id,
      name: row.name,
      kind: row.kind === 'invoices' ? ('invoices' as const) : ('statement' as const),
      createdAt: row.created_at,
      uses: row.uses,
      lastUsedAt: row.last_used_at,
    })),
  })),
  implement(contract.removeMappingProfile, async ({ shell, company, actor, input }) => {
    await removeMappingProfile(shell, { companyId: company.companyId, actor, profileId: input.params.mappingProfileId })
    return {}
  }),
]

// The first entries that a file brought, as a glance at whether it was read rightly.
import { useTranslation } from 'react-i18next'
import { listImportInvoices, listImportLines, type readImport } from '#contract/imports'
import type { Output } from '#contract/route'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { SheetLine } from '../ui/sheet-section.tsx'
import { useFormat } from '../ui/use-format.ts'

const shown = 3

export function FirstEntries({ detail }: { readonly detail: Output<typeof readImport> }) {
  const { t } = useTranslation('table-mapping')
  const { params } = useCompany()
  const format = useFormat()
  const { lines, invoices } = detail.counts
  const input = { params: { ...params, importId: detail.importId }, query: { limit: shown } }
  const first = useRead(listImportLines, input, { enabled: lines > 0, keep: true })
  const firstInvoices = useRead(listImportInvoices, input, { enabled: invoices > 0, keep: true })
  const entries = [
    ...(first.data?.rows ?? []).map((row) => ({
      key: row.lineId,
      day: row.bookedOn,
      what: row.counterpartyName ?? row.title,
      amount: row.amount,
    })),
    ...(firstInvoices.data?.rows ?? []).map((row) => ({
      key: row.invoiceId,
      day: row.issueOn,
      what: `${row.number}, ${row.customerName}`,
      amount: row.total,
    })),
  ].slice(0, shown)
  const rest = lines + invoices - entries.length
  return (
    <div>
      {entries.map((entry) => (
        <SheetLine key={entry.key} aside={format.money(entry.amount)}>
          <span className="xs third figures">{format.compactDay(entry.day)}</span>{' '}
          <span className="xs" dir="auto">
            {entry.what}
          </span>
        </SheetLine>
      ))}
      {rest > 0 && entries.length > 0 ? <span className="xs third">{t('recent.more', { count: rest })}</span> : null}
    </div>
  )
}

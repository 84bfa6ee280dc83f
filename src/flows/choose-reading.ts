// How an imported file is to be read: by the layout it is in, or by the columns that a person named, now or for an earlier file of this header.
import * as z from 'zod'
import type { ByteSource } from '#ports/statement-format'
import { mapperOf, TableMapping } from '#ports/table-mapping'
import type { Executor } from '#store/database'
import type { Import } from '#store/imports'
import { findMappingProfile } from '#store/mapping-profiles'
import { findCurrency } from '#values/currency'
import { Failure } from '#values/failure'
import { parseIban } from '#values/iban'
import type { Id } from '#values/id'
import { recogniseOrAsk } from './recognise-file.ts'
import type { Format } from './shell.ts'

/** What a file lacks that is no table: QIF names neither its currency nor its account. */
export const PlainMapping = z.object({
  kind: z.literal('plain'),
  currency: z.string().refine((code) => findCurrency(code) !== null),
  account: z.string().max(60).optional(),
})
export type PlainMapping = z.infer<typeof PlainMapping>

export const ImportMapping = z.union([PlainMapping, TableMapping])
export type ImportMapping = z.infer<typeof ImportMapping>

export type Reading = {
  readonly format: Format
  readonly mapping: ImportMapping | null
  /** The profile that knew the header. */
  readonly profileId: Id | null
}

/** Codes that ask a person how a file is to be read; its bytes wait until he says so. */
export const askingCodes: ReadonlySet<string> = new Set(['table.mapping-needed', 'statement.no-currency'])

const produces = { statement: 'statements', invoices: 'invoices' } as const

/** Throws Failure `file.unknown-format`, `table.mapping-invalid`, and `table.mapping-needed` for a table that nobody has mapped. */
export async function chooseReading(
  executor: Executor,
  of: {
    readonly companyId: Id
    readonly known: Import
    readonly source: ByteSource
    readonly formats: readonly Format[]
    readonly mapping: unknown
  },
): Promise<Reading> {
  const format = recogniseOrAsk(of.source, of.formats)
  const mapper = mapperOf(format)
  const told = of.mapping ?? of.known.mapping ?? null
  if (told !== null) return byMapping(format, of.formats, told, null)
  if (mapper === null) return { format, mapping: null, profileId: null }
  const profile = await findMappingProfile(executor, of.companyId, await mapper.signature(of.source))
  if (profile === null)
    throw new Failure('table.mapping-needed', { kind: format.produces === 'invoices' ? 'invoices' : 'statement', missing: '' })
  return byMapping(format, of.formats, profile.mapping, profile.id)
}

/** A table that looks like statements may be invoices: the mapping decides. */
function byMapping(format: Format, formats: readonly Format[], told: unknown, profileId: Id | null): Reading {
  const parsed = ImportMapping.safeParse(told)
  const isTable = mapperOf(format) !== null
  if (!parsed.success || (parsed.data.kind === 'plain') === isTable) throw new Failure('table.mapping-invalid', { kind: '' })
  const mapping = withPlainAccount(parsed.data)
  const reader =
    mapping.kind === 'plain' ? format : formats.find((each) => mapperOf(each) !== null && each.produces === produces[mapping.kind])
  if (reader === undefined) throw new Failure('file.unknown-format')
  return { format: reader, mapping, profileId }
}

/** The account as formats write it, however the person typed it. */
function withPlainAccount(mapping: ImportMapping): ImportMapping {
  if (mapping.kind === 'invoices' || mapping.account === undefined) return mapping
  const { account: typed, ...rest } = mapping
  const bare = typed.replace(/\s/g, '')
  return bare === '' ? rest : { ...rest, account: parseIban(bare) ?? bare }
}

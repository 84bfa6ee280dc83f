// Tables that no layout knows, and files that leave something out: they wait, a person says how they are read, and the next one needs nobody.
import { beforeEach, describe, expect, test } from 'vitest'
import { discoverFormats } from '#app/discover'
import { importFile, readImport } from '#flows/import-file'
import { mapImport } from '#flows/map-import'
import { previewImport } from '#flows/preview-import'
import { removeMappingProfile } from '#flows/remove-mapping-profile'
import { undoImport } from '#flows/undo-import'
import { bytesSource } from '#ports/reading/byte-source'
import { getImport } from '#store/imports'
import { listUnresolved } from '#store/records'
import { listMappingProfileRows } from '#store/views/mapping-profiles'
import { testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import { rowsXml, workbookParts, zipOf } from '#test/support/workbook'
import type { Id } from '#values/id'

const { shell } = await shellOfFile({ formats: await discoverFormats() })
let companyId: Id

beforeEach(async () => {
  companyId = await testCompany(shell)
})

const take = (content: string | Uint8Array) =>
  importFile(shell, { companyId, actor: testActor, source: 'file', fileName: 'plik', bytes: bytesSource(Buffer.from(content)) })

const lines = () =>
  shell.database
    .selectFrom('statement_lines as l')
    .innerJoin('bank_accounts as a', (join) => join.onRef('a.company_id', '=', 'l.company_id').onRef('a.account_id', '=', 'l.account_id'))
    .select(['l.booked_on', 'l.amount_minor', 'l.currency', 'l.title', 'l.counterparty_name', 'a.account'])
    .where('l.company_id', '=', companyId)
    .orderBy('l.line_id')
    .execute()

/** Headers that no word list knows; day and month could be the other way round. */
const odd = (rows: readonly string[]): string => ['Kiedy;Ile;Kto to był;Za co', ...rows].join('\n')
const oddRows = [
  '03.02.2026;1 230,00;Zieleń sp. z o.o.;FV/1/02/2026',
  '04.02.2026;-30,00;Bank;prowizja',
  '05.02.2026;200,00;Jan;FV/2/02/2026',
]

const columns = { bookedOn: [0], amount: [1], counterpartyName: [2], title: [3] }

async function mapped(importId: Id, profileName: string | null = null) {
  const preview = await previewImport(shell, { companyId, importId, wanted: 'statement' })
  if (preview.mapping.kind !== 'statement') throw new Error(preview.mapping.kind)
  const mapping = { ...preview.mapping, columns, account: '61 1090 1014 0000 0712 1981 2874' }
  return mapImport(shell, { companyId, actor: testActor, importId, mapping, profileName })
}

describe('a table that no layout knows', () => {
  test('waits with its bytes, shows its columns and first rows, and is read as the person says', async () => {
    const outcome = await take(odd(oddRows))
    expect(outcome).toMatchObject({ mappingNeeded: true, format: null, paymentIds: [] })
    expect((await getImport(shell.database, companyId, outcome.importId)).state).toBe('mapping-needed')
    const preview = await previewImport(shell, { companyId, importId: outcome.importId, wanted: null })
    expect(preview.columns.map((column) => column.header)).toEqual(['Kiedy', 'Ile', 'Kto to był', 'Za co'])
    expect(preview.currencyFound).toBe(false)
    const read = await mapped(outcome.importId)
    expect(read).toMatchObject({ mappingNeeded: false, format: 'table-statement', counts: { lines: 3 } })
    expect(await lines()).toMatchObject([
      { booked_on: '2026-02-03', amount_minor: 123_000n, counterparty_name: 'Zieleń sp. z o.o.', account: 'PL61109010140000071219812874' },
      { booked_on: '2026-02-04', amount_minor: -3_000n },
      { booked_on: '2026-02-05', amount_minor: 20_000n, title: 'FV/2/02/2026', currency: 'PLN' },
    ])
    await expect(mapped(outcome.importId)).rejects.toMatchObject({ code: 'import.not-waiting' })
  })

  test('of words that no list knows is known by them the next time', async () => {
    await mapped((await take(odd(oddRows))).importId, 'Kasa')
    expect(await take(odd(['10.02.2026;5,00;Ewa;FV/5']))).toMatchObject({ mappingNeeded: false, counts: { lines: 1, rejected: 0 } })
  })

  test('without a header waits each time', async () => {
    const bare = (amount: string) => `03.02.2026;${amount};Zieleń;FV/1\n04.02.2026;-30,00;Bank;prowizja`
    const first = await take(bare('1230,00'))
    await mapped(first.importId, 'Kasa')
    expect((await lines()).map((line) => line.amount_minor)).toEqual([123_000n, -3_000n])
    expect(await take(bare('1231,00'))).toMatchObject({ mappingNeeded: true })
  })

  const named = ['Data operacji;Kwota;Kontrahent;Tytuł operacji', ...oddRows].join('\n')

  test('is known by its header the next time, whatever the rows; the profile counts, can be removed, and then asks again', async () => {
    await mapped((await take(named)).importId, 'Kasa spółdzielcza')
    const next = await take(['Data operacji;Kwota;Kontrahent;Tytuł operacji', '09.02.2026;77,00;Anna;FV/9'].join('\n'))
    expect(next).toMatchObject({ mappingNeeded: false, counts: { lines: 1 } })
    const [profile] = await listMappingProfileRows(shell.database, companyId)
    expect(profile).toMatchObject({ name: 'Kasa spółdzielcza', kind: 'statement', uses: 1 })
    await removeMappingProfile(shell, { companyId, actor: testActor, profileId: profile?.profile_id ?? '' })
    expect(await take(named.replace('1 230', '1 231'))).toMatchObject({ mappingNeeded: true })
    await readImport(shell, { companyId, actor: testActor, importId: next.importId })
    expect(await lines(), 'what was read by it can be read again').toHaveLength(4)
  })

  test('is not known by the profile of another company', async () => {
    await mapped((await take(named)).importId, 'Kasa')
    companyId = await testCompany(shell)
    expect(await take(named)).toMatchObject({ mappingNeeded: true })
  })

  test('mapped without a needed column stays waiting and says which is missing', async () => {
    const { importId } = await take(odd(oddRows))
    const preview = await previewImport(shell, { companyId, importId, wanted: 'statement' })
    const mapping = { ...preview.mapping, columns: { title: [3] } }
    await expect(mapImport(shell, { companyId, actor: testActor, importId, mapping, profileName: null })).rejects.toMatchObject({
      code: 'table.mapping-needed',
      facts: { missing: 'bookedOn, amount|credit|debit' },
    })
    expect((await getImport(shell.database, companyId, importId)).state).toBe('mapping-needed')
    await expect(
      mapImport(shell, { companyId, actor: testActor, importId, mapping: { kind: 'statement' }, profileName: null }),
    ).rejects.toMatchObject({
      code: 'table.mapping-invalid',
    })
  })

  test('can hold invoices although it looks like a statement: the person decides', async () => {
    const { importId } = await take(odd(oddRows))
    const { mapping } = await previewImport(shell, { companyId, importId, wanted: 'invoices' })
    const told = { ...mapping, kind: 'invoices', columns: { issueOn: [0], total: [1], customerName: [2], number: [3] } }
    const read = await mapImport(shell, { companyId, actor: testActor, importId, mapping: told, profileName: null })
    expect(read).toMatchObject({ format: 'table-invoices', counts: { invoices: 3 } })
  })

  test('that nobody wants is set aside', async () => {
    const { importId } = await take(odd(oddRows))
    await undoImport(shell, { companyId, actor: testActor, importId })
    expect((await getImport(shell.database, companyId, importId)).state).toBe('undone')
  })

  test('as a workbook is previewed and read the same', async () => {
    const rows = [
      ['Kiedy', 'Ile', 'Kto to był', 'Za co'],
      [{ n: 46056, s: 1 }, { n: 1230, s: 3 }, 'Zieleń', '=HYPERLINK("x")'],
      [{ n: 46057, s: 1 }, { n: -30, s: 3 }, 'Bank', 'prowizja'],
    ]
    const outcome = await take(zipOf(workbookParts({ Arkusz: rowsXml(rows) })))
    expect(outcome.mappingNeeded).toBe(true)
    await mapped(outcome.importId)
    expect(await lines()).toMatchObject([
      { booked_on: '2026-02-03', amount_minor: 123_000n, title: '=HYPERLINK("x")' },
      { amount_minor: -3_000n },
    ])
  })
})

test('a text that is no table is refused as unknown and does not wait', async () => {
  await expect(take('Szanowni Państwo,\nw załączeniu, jak co miesiąc,\nprzesyłam, co trzeba')).rejects.toMatchObject({
    code: 'file.unknown-format',
  })
})

test('a QIF file names no currency: it waits until a person says which, and for which account', async () => {
  const qif = "!Type:Bank\nD03/02'26\nT1,230.00\nPKlon\nMFV/1\n^\nD13/02'26\nT-5.00\nMfee\n^\n"
  const { importId, mappingNeeded } = await take(qif)
  expect(mappingNeeded).toBe(true)
  expect((await getImport(shell.database, companyId, importId)).failure?.code).toBe('statement.no-currency')
  const preview = await previewImport(shell, { companyId, importId, wanted: null })
  expect(preview).toMatchObject({ mapping: { kind: 'plain', currency: 'PLN' }, currencyFound: false, columns: [] })
  expect(preview.rows.map((row) => row.line?.amount.minor)).toEqual([123_000n, -500n])
  const mapping = { kind: 'plain', currency: 'EUR', account: '61109010140000071219812874' }
  await mapImport(shell, { companyId, actor: testActor, importId, mapping, profileName: null })
  expect(await lines()).toMatchObject([
    { currency: 'EUR', amount_minor: 123_000n, account: 'PL61109010140000071219812874' },
    { currency: 'EUR', amount_minor: -500n },
  ])
  expect(await listUnresolved(shell.database, companyId, { importId })).toEqual([])
})

test('an old workbook and one with a password are refused with what to do, not as unknown', async () => {
  const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)])
  await expect(take(old)).rejects.toMatchObject({ code: 'xlsx.old-or-encrypted' })
})

// Real formats through the database: one account exported by different banks' programs, encodings and files adds each line once.
import iconv from 'iconv-lite'
import { beforeEach, describe, expect, test } from 'vitest'
import { discoverFormats } from '#app/discover'
import { importFile } from '#flows/import-file'
import { undoImport } from '#flows/undo-import'
import { bytesSource } from '#ports/reading/byte-source'
import { asCamt, asMbankCsv, asMt940, type MadeLine, madeLines } from '#test/support/made-lines'
import { testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import type { Id } from '#values/id'

const seed = Number(process.env['SKARBNIK_SEED'] ?? Math.floor(Math.random() * 1e9))

const { shell } = await shellOfFile({ formats: await discoverFormats(), connections: 10 })
let companyId: Id

beforeEach(async () => {
  companyId = await testCompany(shell)
})

const take = (content: string | Uint8Array, fileName = 'wyciag') =>
  importFile(shell, { companyId, actor: testActor, source: 'file', fileName, bytes: bytesSource(Buffer.from(content)) })

const stored = async (): Promise<{ readonly lines: number; readonly payments: number; readonly sum: bigint }> => {
  const row = await shell.database
    .selectFrom('statement_lines')
    .select((eb) => [
      eb.fn.countAll<bigint>().as('n'),
      eb.fn.sum<string>('amount_minor').as('sum'),
      eb.fn.count<bigint>('payment_id').as('payments'),
    ])
    .where('company_id', '=', companyId)
    .executeTakeFirstOrThrow()
  return { lines: Number(row.n), payments: Number(row.payments), sum: BigInt(row.sum ?? 0) }
}
const expected = (lines: readonly MadeLine[]) => ({
  lines: lines.length,
  payments: lines.filter((line) => line.minor > 0n).length,
  sum: lines.reduce((sum, line) => sum + line.minor, 0n),
})

const written = {
  MT940: (lines: readonly MadeLine[]) => [...asMt940(lines)].join(''),
  CAMT: (lines: readonly MadeLine[]) => [...asCamt(lines)].join(''),
  CSV: (lines: readonly MadeLine[]) => asMbankCsv(lines),
} as const
type Written = keyof typeof written
const names = Object.keys(written) as Written[]

describe(`one account in several formats, seed ${seed}`, () => {
  const lines = [...madeLines(seed, 300)]

  test.each(names.flatMap((first) => names.map((second) => [first, second] as const)))(
    'T03 %s for days 1 to 10, then %s for days 8 to 15: each line is stored once',
    async (first, second) => {
      await take(written[first](lines.filter((line) => line.bookedOn <= '2026-03-10')))
      await take(written[second](lines.filter((line) => line.bookedOn >= '2026-03-08' && line.bookedOn <= '2026-03-15')))
      expect(await stored()).toEqual(expected(lines.filter((line) => line.bookedOn <= '2026-03-15')))
    },
  )

  test('T02 the same statement in all three formats, and each again under another name, is stored once', async () => {
    for (const name of [...names, ...names.toReversed()]) await take(written[name](lines), `inna nazwa ${name}`)
    expect(await stored()).toEqual(expected(lines))
  })

  test.each(['windows-1250', 'iso-8859-2', 'utf16le'])('T02 the same CSV written in %s adds nothing', async (encoding) => {
    await take(written.CSV(lines))
    const again = await take(iconv.encode(written.CSV(lines), encoding, { addBOM: encoding === 'utf16le' }))
    expect(again.counts).toMatchObject({ lines: 0, payments: 0, duplicates: 300 })
    expect(await stored()).toEqual(expected(lines))
  })

  test('T04 two honest lines that are alike in everything stay two, in every format and after another export', async () => {
    const [one] = lines
    if (one === undefined) throw new Error('no lines')
    const twins = [one, { ...one, reference: 'EL900000001' }, { ...one, reference: 'EL900000002' }]
    await take(written.MT940(twins))
    expect((await stored()).lines).toBe(3)
    await take(written.CSV(twins))
    await take(written.CAMT(twins))
    expect(await stored()).toEqual(expected(twins))
  })

  test('the same file sent by two at once is stored once, and different ones both', async () => {
    const [a, b] = [lines.slice(0, 150), lines.slice(150)]
    await Promise.all([take(written.MT940(a)), take(written.CAMT(a)), take(written.MT940(b)), take(written.CSV(b))])
    expect(await stored()).toEqual(expected(lines))
  })

  test('one of two overlapping exports taken back leaves what the other holds', async () => {
    const first = await take(written.MT940(lines.filter((line) => line.bookedOn <= '2026-03-10')))
    const rest = lines.filter((line) => line.bookedOn >= '2026-03-08')
    await take(written.CSV(rest))
    await undoImport(shell, { companyId, actor: testActor, importId: first.importId })
    expect(await stored()).toEqual(expected(rest))
  })
})

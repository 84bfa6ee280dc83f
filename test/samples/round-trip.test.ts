// The same lines written as MT940, CAMT and CSV come back equal, and an overlap of two formats adds nothing.
import { describe, expect, test } from 'vitest'
import { type KnownLine, numberLines } from '#domain/statements/fingerprint'
import bankCsv from '#formats/bank-csv/format'
import camt from '#formats/camt/format'
import mt940 from '#formats/mt940/format'
import type { StatementFormat, StatementLine } from '#ports/statement-format'
import { asCamt, asMbankCsv, asMt940, type MadeLine, madeLines } from '#test/support/made-lines'
import { statementsOf } from '#test/support/read-statements'
import { alphanumerics } from '#values/plain-text'

const seed = Number(process.env['SKARBNIK_SEED'] ?? Math.floor(Math.random() * 1e9))

const written: readonly (readonly [string, StatementFormat, (lines: readonly MadeLine[]) => string])[] = [
  ['MT940', mt940, (lines) => [...asMt940(lines, 5000n)].join('')],
  ['CAMT', camt, (lines) => [...asCamt(lines, 5000n)].join('')],
  ['CSV', bankCsv, (lines) => asMbankCsv(lines, 5000n)],
]

const facts = (line: StatementLine) => ({
  on: line.bookedOn,
  minor: line.amount.minor,
  title: alphanumerics(line.title),
  name: line.counterpartyName,
  account: line.counterpartyAccount,
})

describe(`round trips, seed ${seed}`, () => {
  const lines = [...madeLines(seed, 400)]
  test.each(written)('%s gives back day, amount, title, party and account of every line, and adds up', async (_, format, write) => {
    const statements = await statementsOf(format, write(lines))
    expect(statements.map((statement) => [statement.balanced, statement.rejected.length, statement.account])).toEqual([
      [true, 0, 'PL61109010140000071219812874'],
    ])
    expect(statements.flatMap((statement) => statement.lines.map(facts))).toEqual(
      lines.map((line) => ({
        on: line.bookedOn,
        minor: line.minor,
        title: alphanumerics(line.title),
        name: line.name,
        account: `PL${line.account}`,
      })),
    )
  })

  test.each(written.flatMap(([first, ...a]) => written.map(([second, ...b]) => ({ first, second, a, b }))))(
    'T03 $first for days 1 to 10, then $second for days 8 to 15: the overlap adds nothing',
    async ({ first, second, a, b }) => {
      const from = lines.filter((line) => line.bookedOn <= '2026-03-10')
      const to = lines.filter((line) => line.bookedOn >= '2026-03-08' && line.bookedOn <= '2026-03-15')
      const listed = async ([format, write]: typeof a, part: readonly MadeLine[], name: string) =>
        (await statementsOf(format, write(part))).flatMap((statement) => statement.lines.map((line) => ({ ...line, format: name })))
      const known: KnownLine[] = numberLines([], await listed(a, from, first)).map((numbered) => ({
        ...numbered.line,
        occurrence: numbered.occurrence,
      }))
      const fresh = numberLines(known, await listed(b, to, second)).filter((numbered) => !numbered.isKnown)
      expect(fresh.map((numbered) => numbered.line.amount.minor)).toEqual(
        to.filter((line) => line.bookedOn > '2026-03-10').map((line) => line.minor),
      )
      // T04: twins of one day and amount stay as many as they are.
      const keys = [...known, ...fresh.map((numbered) => ({ ...numbered.line, occurrence: numbered.occurrence }))].map(
        (line) => `${line.bookedOn}|${line.amount.minor}|${line.occurrence}`,
      )
      expect(new Set(keys).size).toBe(lines.filter((line) => line.bookedOn <= '2026-03-15').length)
    },
  )
})

// Every public sample statement against the values that a correct reader finds; skipped where the shared folder is absent.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { recogniseFile } from '#flows/recognise-file'
import bankCsv from '#formats/bank-csv/format'
import camt from '#formats/camt/format'
import gatewayCsv from '#formats/gateway-csv/format'
import jpkWb from '#formats/jpk-wb/format'
import mt940 from '#formats/mt940/format'
import ofx from '#formats/ofx/format'
import qif from '#formats/qif/format'
import { bytesSource } from '#ports/reading/byte-source'
import type { Statement, StatementFormat } from '#ports/statement-format'
import { sharedFolder } from '#test/support/shared'
import { parseAmountText } from '#values/amount-text'
import { findCurrency } from '#values/currency'
import { clampedDay } from '#values/day-text'
import { isFailure } from '#values/failure'

const formats: readonly StatementFormat[] = [mt940, camt, bankCsv, gatewayCsv, jpkWb, ofx, qif]
const shared = sharedFolder()
const root = shared === null ? null : join(shared, 'samples', 'statements')

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

async function readAll(path: string, format: StatementFormat): Promise<Statement[]> {
  const statements: Statement[] = []
  for await (const statement of format.read(bytesSource(readFileSync(path)), {})) statements.push(statement)
  return statements
}

const text = z.string().nullish()
const mtExpected = z.object({
  verified_by_balances: z.boolean().optional(),
  statements: z.array(
    z.object({
      acct: text,
      no: text,
      balances_ok: z.boolean().nullish(),
      open: z.object({ amount: z.string(), ccy: text }).nullish(),
      close: z.object({ amount: z.string(), ccy: text }).nullish(),
      tx: z.array(z.object({ value: z.string(), entry: text, mark: z.string(), amount: z.string(), type: text, cref: text, bref: text })),
    }),
  ),
})
const camtExpected = z.object({
  statements: z.array(
    z.object({
      acct: text,
      ccy: text,
      balances_ok: z.boolean().nullish(),
      entries: z.array(
        z.object({
          amount: z.string(),
          ccy: z.string(),
          status: z.string(),
          reversal: z.boolean(),
          booking: text,
          value: text,
          svcRef: text,
          tx: z.array(z.object({ amount: text, ccy: text, party: text, partyAcct: text, e2e: text, ustrd: z.array(z.string()) })),
        }),
      ),
    }),
  ),
})

const minorOf = (amount: string, code: string): bigint | undefined =>
  parseAmountText(amount, findCurrency(code) ?? ('XXX' as never), { mark: '.', round: true })?.minor
const real = (reference: string | null | undefined): string | undefined => {
  const bare = reference?.trim()
  return bare === undefined || bare === '' || bare === 'NONREF' || bare === 'NOTPROVIDED' ? undefined : bare
}
const clamped = (day: string): string | null => clampedDay(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)))
const bare = (words: string): string => words.replace(/\s+/g, '')
const bareAccount = (account: string | null | undefined): string =>
  (account ?? '')
    .replace(/[\s/.-]/g, '')
    .replace(/^PL(?=\d{26}$)/, '')
    .toUpperCase()

describe.skipIf(root === null || !existsSync(root))('samples', () => {
  const folder = root ?? ''
  const expectedOf = (path: string): string => join(folder, '_expected', `${relative(folder, path)}.json`)
  // The body of a skipped suite is run all the same, to learn its tests.
  const of = (...kinds: readonly string[]): string[] => (root === null ? [] : kinds.flatMap((kind) => filesBelow(join(folder, kind))))
  test('the public samples are beside the project', () => expect(filesBelow(folder).length).toBeGreaterThan(100))

  for (const path of of('mt940', 'mt942').filter((file) => existsSync(expectedOf(file)))) {
    test(`MT940 ${relative(folder, path)}: every day, sign, amount, type and reference`, async () => {
      const expected = mtExpected.parse(JSON.parse(readFileSync(expectedOf(path), 'utf8')))
      expect(recogniseFile(bytesSource(readFileSync(path)), formats).id).toBe('mt940')
      const statements = await readAll(path, mt940)
      expect(statements).toHaveLength(expected.statements.length)
      statements.forEach((statement, i) => {
        const wanted = expected.statements[i]
        expect(statement.rejected.filter((rejection) => rejection.code === 'mt940.unreadable-line')).toEqual([])
        expect(
          statement.lines.map((line) => ({
            minor: line.amount.minor,
            value: line.valueOn,
            bank: line.bankReference,
            reversal: line.reversal === true,
          })),
        ).toEqual(
          wanted?.tx.map((tx) => ({
            minor: minorOf(tx.amount, statement.currency),
            value: clamped(tx.value),
            bank: real(tx.bref),
            reversal: tx.mark.startsWith('R'),
          })),
        )
        statement.lines.forEach((line, at) => {
          const tx = wanted?.tx[at]
          // The expected texts show bytes as Latin-1, so only ASCII ones compare.
          if (real(tx?.cref) !== undefined && /^[\x20-\x7e]*$/.test(tx?.cref ?? '') && !/ {2,}/.test(tx?.cref ?? ''))
            expect(line.customerReference).toBe(real(tx?.cref))
          if (typeof tx?.entry === 'string') expect(line.bookedOn.slice(5).replace('-', '')).toBe(tx.entry)
          else expect(line.bookedOn).toBe(line.valueOn)
          if (typeof tx?.type === 'string') expect(line.operation?.startsWith(tx.type)).toBe(true)
        })
        if (typeof wanted?.open?.ccy === 'string')
          expect(statement.openingBalance?.minor).toBe(minorOf(wanted.open.amount, wanted.open.ccy))
        if (typeof wanted?.close?.ccy === 'string')
          expect(statement.closingBalance?.minor).toBe(minorOf(wanted.close.amount, wanted.close.ccy))
        if (typeof wanted?.balances_ok === 'boolean') expect(statement.balanced).toBe(wanted.balances_ok)
        if (typeof wanted?.acct === 'string' && !wanted.acct.includes('?'))
          expect(bareAccount(wanted.acct)).toContain(bareAccount(statement.account))
      })
    })
  }

  for (const path of of('camt').filter((file) => existsSync(expectedOf(file)) && !readFileSync(file, 'utf8').includes('{{'))) {
    test(`CAMT ${relative(folder, path)}: every entry with its day, sign, party, title and references`, async () => {
      const expected = camtExpected.parse(JSON.parse(readFileSync(expectedOf(path), 'utf8')))
      expect(recogniseFile(bytesSource(readFileSync(path)), formats).id).toBe('camt')
      if (expected.statements.length === 0) {
        await expect(readAll(path, camt)).rejects.toThrow('file.nothing-inside')
        return
      }
      const statements = await readAll(path, camt)
      expect(statements).toHaveLength(expected.statements.length)
      statements.forEach((statement, i) => {
        const wanted = expected.statements[i]
        expect(bareAccount(statement.account)).toBe(bareAccount(wanted?.acct))
        if (typeof wanted?.balances_ok === 'boolean') expect(statement.balanced).toBe(wanted.balances_ok)
        const entries = wanted?.entries.filter((entry) => (entry.booking ?? entry.value ?? null) !== null) ?? []
        let at = 0
        for (const entry of entries) {
          // An entry of several transactions in its own currency comes as one line each, and a line for what they leave.
          const sum = minorOf(entry.amount, entry.ccy) ?? 0n
          const lines = [statement.lines[at++]]
          while (lines.reduce((total, line) => total + (line?.amount.minor ?? 0n), 0n) !== sum && at < statement.lines.length)
            lines.push(statement.lines[at++])
          expect(lines.reduce((total, line) => total + (line?.amount.minor ?? 0n), 0n)).toBe(sum)
          const [first] = lines
          expect(first).toMatchObject({
            bookedOn: (entry.booking ?? entry.value ?? '').slice(0, 10),
            status: entry.status === 'BOOK' ? 'booked' : 'pending',
            amount: { currency: entry.ccy },
          })
          if (entry.reversal) expect(first?.reversal).toBe(true)
          if (real(entry.svcRef) !== undefined && lines.length === 1)
            expect([real(entry.svcRef), first?.bankReference]).toContain(first?.bankReference)
          if (entry.tx.length !== lines.length) continue
          entry.tx.forEach((tx, n) => {
            const line = lines[n]
            if (typeof tx.party === 'string' && line?.reversal !== true && (tx.ccy ?? entry.ccy) === entry.ccy)
              expect(line?.counterpartyName).toBe(tx.party.replace(/\s+/g, ' ').trim())
            if (tx.ustrd.length > 0) expect(bare(line?.title ?? '')).toContain(bare(tx.ustrd.join('')))
            if (real(tx.e2e) !== undefined) expect(line?.endToEndId).toBe(real(tx.e2e))
          })
        }
        expect(at + statement.rejected.length).toBeGreaterThanOrEqual(statement.lines.length)
      })
    })
  }

  test.each([
    ['csv/_literals/alior_historia_operacji_criteria_line_utf8.csv', [-30000n, -196n, 100000n, 100000n, 353585n], 1],
    ['csv/_literals/mbank_lista_operacji_5col_multiline_utf8bom.csv', [-11872n, -1400n, 5000n], 0],
    ['csv/_literals/revolut_business_bg_utf8bom.csv', [886n, -5266n, -96623n, 1278n], 0],
    ['csv/_literals/santander_historia_no_header_CONSTRUCTED.csv', [2250000n, 1500000n], 0],
    ['csv/_literals/wise_balance_statement.csv', [480000n, -42000n], 0],
    ['csv/CodeFormers-it__ksefnik/ing-sample.csv', [-123000n, 1500000n, -780000n, 2250000n], 0],
    ['csv/CodeFormers-it__ksefnik/mbank-sample.csv', [-123000n, -450000n, 1500000n, -89050n, -780000n], 0],
    ['csv/CodeFormers-it__ksefnik/pko-sample.csv', [-123000n, 1500000n, -780000n, 2250000n], 0],
    ['csv/CodeFormers-it__ksefnik/santander-sample.csv', [-123000n, 1500000n, -780000n, 2250000n], 0],
    ['csv/mlaitinen__ofxstatement-revolut/2021-october.csv', [-25000n, -950n, -485n, 50000n, -5113n, -507n, -1414n], 0],
    ['gateway/_literals/paypal_activity_thousands_comma_refund.csv', [150000n, -5880n, 9999n, -350n, -50000n], 0],
    ['gateway/_literals/stripe_payout_reconciliation_with_pi.csv', [4599n, -89n, -500n, -2000n, -1500n], 0],
    ['ofx/jseutter__ofxparse/checking.ofx', [1n, -3451n, -2500n], 0],
    ['qif/OCA__bank-statement-import/test_qif.qif', [-100000n, -7546n, -37900n, -2028n, -42135n], 1],
  ])('%s holds the amounts that a person reads in it', async (name, amounts, rejected) => {
    const path = join(folder, name)
    const format = recogniseFile(bytesSource(readFileSync(path)), formats)
    expect(format.produces).toBe('statements')
    if (format.produces !== 'statements') return
    const statements = await readAll(path, format)
    expect(statements.flatMap((statement) => statement.lines.map((line) => line.amount.minor))).toEqual(amounts)
    expect(statements.flatMap((statement) => statement.rejected)).toHaveLength(rejected)
  })

  test('every OFX and QIF file is recognised, and read or refused with a code', async () => {
    for (const path of of('ofx', 'qif')) {
      const format = recogniseFile(bytesSource(readFileSync(path)), formats)
      expect(['ofx', 'qif']).toContain(format.id)
      if (format.produces !== 'statements') continue
      const outcome = await readAll(path, format).then(
        (statements) => statements.length,
        (error: unknown) => (isFailure(error) ? error.code : String(error)),
      )
      expect(outcome === 'file.nothing-inside' || outcome === 'ofx.refused' || (typeof outcome === 'number' && outcome > 0)).toBe(true)
    }
  })
})

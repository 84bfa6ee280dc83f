// T105 Every statement reader against broken input from a seed: never a crash, never a hang, never a rejection unheard.

import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import bankCsv from '#formats/bank-csv/format'
import camt from '#formats/camt/format'
import gatewayCsv from '#formats/gateway-csv/format'
import jpkWb from '#formats/jpk-wb/format'
import mt940 from '#formats/mt940/format'
import ofx from '#formats/ofx/format'
import qif from '#formats/qif/format'
import { bytesSource } from '#ports/reading/byte-source'
import type { StatementFormat } from '#ports/statement-format'
import { cpuMs } from '#test/support/cpu-time'
import { asCamt, asMbankCsv, asMt940, madeLines } from '#test/support/made-lines'
import { isFailure } from '#values/failure'

const seed = Number(process.env['SKARBNIK_SEED'] ?? Math.floor(Math.random() * 1e9))
const runs = Number(process.env['SKARBNIK_FUZZ_RUNS'] ?? 150)

const lines = [...madeLines(7, 12)]
const wholeFiles: Readonly<Record<string, string>> = {
  mt940: `${[...asMt940(lines)].join('')}:20:B\r\n:25:1\r\n:60M:C260301PLN1,00\r\n:61:2603020302RC1,00NTRF\r\n:86:770 X; OD: A; TYT.: B; TNR: 1\r\n:61:260302C1,\r\n:86:/EREF/1/REMI/x\r\n:86:166?20a?21b?32c\r\n:62M:C260301PLN1,00\r\n-}`,
  camt: [...asCamt(lines)].join(''),
  'bank-csv': asMbankCsv(lines),
  'gateway-csv':
    'balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category\n1,2026-01-01 10:00:00,pln,"1,5",0.1,1,charge\n',
  'jpk-wb':
    '<JPK><Naglowek><DomyslnyKodWaluty>PLN</DomyslnyKodWaluty></Naglowek><Salda><SaldoPoczatkowe>1.00</SaldoPoczatkowe></Salda><WyciagWiersz><DataOperacji>2026-01-01</DataOperacji><KwotaOperacji>1.00</KwotaOperacji></WyciagWiersz></JPK>',
  ofx: 'OFXHEADER:100\n<OFX><STMTRS><CURDEF>PLN<BANKACCTFROM><ACCTID>1</BANKACCTFROM><STMTTRN><DTPOSTED>20260101<TRNAMT>1.00<FITID>1<MEMO>a &amp; b</STMTTRN></STMTRS></OFX>',
  qif: '!Type:Bank\nD1/15/26\nT1,000.00\nPx\n^\n',
}

/** What breaks files: cuts, doubled and swapped pieces, strange bytes, numbers and marks out of place. */
const damage = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(60) }),
    fc.record({
      kind: fc.constant('insert' as const),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      bytes: fc.oneof(
        fc.uint8Array({ maxLength: 20 }),
        fc
          .constantFrom(
            ':61:',
            ':86:',
            '-\r\n',
            '~20',
            '"',
            ';;;',
            '\0',
            '<![CDATA[',
            ']]>',
            '<!--',
            '<Ntry>',
            '</Ntry>',
            '&#x0;',
            '999999999999999999999',
            '\u202E',
            '^',
            '260230',
            '=1+1',
            '<!DOCTYPE x>',
          )
          .map((text) => new Uint8Array(Buffer.from(text))),
      ),
    }),
    fc.record({
      kind: fc.constant('repeat' as const),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(80),
      times: fc.integer({ min: 2, max: 40 }),
    }),
    fc.record({ kind: fc.constant('flip' as const), at: fc.double({ min: 0, max: 1, noNaN: true }), value: fc.nat(255) }),
  ),
  { minLength: 1, maxLength: 8 },
)

function damaged(whole: Uint8Array, wounds: typeof damage extends fc.Arbitrary<infer T> ? T : never): Uint8Array {
  let bytes = Buffer.from(whole)
  for (const wound of wounds) {
    const at = Math.floor(wound.at * bytes.length)
    if (wound.kind === 'cut') bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + wound.length)])
    else if (wound.kind === 'insert') bytes = Buffer.concat([bytes.subarray(0, at), wound.bytes, bytes.subarray(at)])
    else if (wound.kind === 'repeat')
      bytes = Buffer.concat([
        bytes.subarray(0, at),
        ...Array.from({ length: wound.times }, () => bytes.subarray(at, at + wound.length)),
        bytes.subarray(at),
      ])
    else if (bytes.length > 0) bytes[Math.min(at, bytes.length - 1)] = wound.value
  }
  return bytes
}

/** Reads to the end; a Failure with a code is a right answer, anything else thrown is not. Checks what every statement promises. */
async function survives(format: StatementFormat, bytes: Uint8Array, pieceBytes: number): Promise<void> {
  const sure = format.recognise(bytes.subarray(0, 64 * 1024))
  expect(sure).toBeGreaterThanOrEqual(0)
  expect(sure).toBeLessThanOrEqual(1)
  const startedMs = cpuMs()
  try {
    for await (const statement of format.read(bytesSource(bytes, pieceBytes), {})) {
      for (const line of statement.lines)
        expect(
          line.bookedOn >= '1980-01-01' &&
            line.bookedOn <= '2099-12-31' &&
            typeof line.amount.minor === 'bigint' &&
            typeof line.title === 'string',
        ).toBe(true)
      for (const rejection of statement.rejected) expect(rejection.code).toMatch(/^[a-z\d-]+\.[a-z\d-]+$/)
    }
  } catch (error) {
    if (!isFailure(error)) throw error
  }
  // 2 s per MB at most, with room for a busy machine on files of some kilobytes.
  expect(cpuMs() - startedMs).toBeLessThan(2000 + (2000 * bytes.length) / 1e6)
}

describe(`T105 T103 T102 readers on damaged files, seed ${seed}`, () => {
  test.each([mt940, camt, bankCsv, gatewayCsv, jpkWb, ofx, qif].map((format) => ({ id: format.id, format })))(
    '$id',
    async ({ id, format }) => {
      const whole = wholeFiles[id] ?? ''
      await fc.assert(
        fc.asyncProperty(
          damage,
          fc.constantFrom('utf-8', 'windows-1250', 'cp852', 'utf-16le'),
          fc.constantFrom(1, 17, 4096),
          async (wounds, encoding, pieceBytes) => {
            await survives(format, damaged(iconv.encode(whole, encoding), wounds), pieceBytes)
          },
        ),
        { seed, numRuns: runs },
      )
    },
  )
  test.each([mt940, camt, bankCsv, gatewayCsv, jpkWb, ofx, qif].map((format) => ({ id: format.id, format })))(
    '$id on bytes of chance and on the files of the others',
    async ({ id, format }) => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
          await survives(format, bytes, 64)
        }),
        { seed, numRuns: Math.ceil(runs / 3) },
      )
      for (const [other, text] of Object.entries(wholeFiles)) if (other !== id) await survives(format, Buffer.from(text), 1000)
    },
  )
})

describe('no input makes a reader slow', () => {
  const mega = 1024 * 1024
  test.each<readonly [string, StatementFormat, () => string]>([
    ['a :86: of a million marks', mt940, () => `:20:X\n:25:1\n:60F:C260301PLN1,00\n:61:260302C1,00NTRF\n:86:020${'~20'.repeat(mega / 3)}`],
    [
      'a :86: of a million semicolons',
      mt940,
      () => `:20:X\n:25:1\n:60F:C260301PLN1,00\n:61:260302C1,00NTRF\n:86:770 X; TYT.: ${'; TNR: 1'.repeat(mega / 8)}`,
    ],
    ['a :86: of slashes', mt940, () => `:20:X\n:25:1\n:60F:C260301PLN1,00\n:61:260302C1,00NTRF\n:86:/EREF/${'/REMI/'.repeat(mega / 6)}`],
    ['a :61: of blanks', mt940, () => `:20:X\n:25:1\n:60F:C260301PLN1,00\n:61:260302C1,00NTRF${' '.repeat(mega)}`],
    [
      'a cell of blanks',
      bankCsv,
      () => `#Data operacji;#Opis operacji;#Rachunek;#Kategoria;#Kwota;\n2026-01-01;"${' '.repeat(15_000)}PRZELEW";x;x;1,00;\n`.repeat(60),
    ],
    ['a million quotes', bankCsv, () => `#Data operacji;#Opis operacji;#Rachunek;#Kategoria;#Kwota;\n${'"'.repeat(mega)}`],
    ['a million tags', ofx, () => `<OFX>${'<STMTRS>'.repeat(mega / 8)}`],
    ['open angle brackets', ofx, () => `<OFX>${'<'.repeat(mega)}`],
    ['a million carets', qif, () => `!Type:Bank\n${'^\n'.repeat(mega / 2)}`],
    [
      'text of blanks',
      camt,
      () =>
        `<Document><BkToCstmrStmt><Stmt><Ntry><Amt Ccy="PLN">1</Amt><NtryDtls><TxDtls><RmtInf><Ustrd>${' '.repeat(mega)}x</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`,
    ],
  ])('%s', async (_, format, make) => {
    await survives(format, Buffer.from(make()), 64 * 1024)
  })
})

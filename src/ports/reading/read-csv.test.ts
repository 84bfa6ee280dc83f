// Rows of delimited text, also where quotes and lines are not as RFC 4180 has them.

import { expect, test } from 'vitest'
import { cpuMs } from '#test/support/cpu-time'
import { seededRandom } from '#test/support/made-lines'
import { bytesSource } from './byte-source.ts'
import { guessDelimiter, parseCsv, readCsv } from './read-csv.ts'

const seed = Number(process.env['SKARBNIK_SEED'] ?? Math.floor(Math.random() * 1e9))

const cells = (text: string, delimiter: ';' | ',' = ',') => parseCsv(text, delimiter).map((row) => row.cells)

test('a quoted cell holds its delimiter, its line feed and its doubled quotes', () => {
  expect(cells('"a;b";"c\nd";"e ""f"""\r\n1;2;3', ';')).toEqual([
    ['a;b', 'c\nd', 'e "f"'],
    ['1', '2', '3'],
  ])
})

test('a quote inside a quoted cell that is not doubled stays text, and the commas behind it stay in the cell', () => {
  expect(cells('"Firma "ABC", Warszawa","10.00"')).toEqual([['Firma "ABC", Warszawa', '10.00']])
  expect(cells('"Firma "ABC"","10.00"')).toEqual([['Firma "ABC"', '10.00']])
  expect(cells('"""ABC"", Warszawa","10.00"')).toEqual([['"ABC", Warszawa', '10.00']])
})

test('T102 a quote that never closes is a letter of its cell, and the rows below are read', () => {
  const rows = cells(`"5 cali;1\n${'x;2\n'.repeat(8000)}`, ';')
  expect(rows).toHaveLength(8001)
  expect(rows[0]).toEqual(['"5 cali', '1'])
  expect(rows[8000]).toEqual(['x', '2'])
})

test('a carriage return alone ends a row, and a row knows its line', () => {
  expect(cells('a,b\rc,d\r')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
  expect(parseCsv('a,"b\nc"\nd,e', ',').map((row) => row.line)).toEqual([1, 3])
})

test('the delimiter is the one that splits most lines, whatever the amounts hold', () => {
  expect(guessDelimiter('mBank S.A.;\n#Data;#Opis;#Kwota;\n2026-01-01;a, b, c;1,00;\n2026-01-02;d, e;2,00;')).toBe(';')
  expect(guessDelimiter('"Data","Opis","Kwota"\n"2026-01-01","a; b; c","1.00"')).toBe(',')
  expect(guessDelimiter('a\tb\tc\n1\t2\t3')).toBe('\t')
})

test.each(['"5 cali;1;x\n', '"a"b", x;y\n', '"a""b;c\n', '"a"b\n', '"""a\n', '"x "" ;"q ;\n'])(
  'T102 rows that all begin with a quote that never closes (%j) take no more time each than others',
  (row) => {
    const megabyte = row.repeat(1_000_000 / row.length)
    const started = cpuMs()
    parseCsv(megabyte, ';')
    expect(cpuMs() - started).toBeLessThan(2_000)
  },
)

test('rows come out the same whatever pieces the text arrives in', async () => {
  const random = seededRandom(seed)
  const letters = ['"', '"', '"', ';', '\n', ' ', 'a', 'b', '\r', '""', '; ', '\n"', '"\n']
  for (let round = 0; round < 2_000; round++) {
    const text = Array.from({ length: 1 + Math.floor(random() * 60) }, () => letters[Math.floor(random() * letters.length)]).join('')
    const rows = []
    for await (const row of readCsv(bytesSource(Buffer.from(text), 1 + Math.floor(random() * 9)), ';')) rows.push(row)
    expect(rows, `seed ${seed}, round ${round}, ${JSON.stringify(text)}`).toEqual(parseCsv(text, ';'))
  }
})

// A workbook and a CSV of any length: what stands in them, and that nobody holds the rows.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import readXlsx from 'read-excel-file/node'
import { afterAll, describe, expect, test } from 'vitest'
import type { Cell } from '#ports/report'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import { tableCsv } from './table-csv.ts'
import { workbook } from './workbook.ts'

const at = new Date('2026-11-20T08:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'skarbnik-workbook-'))
afterAll(() => rmSync(folder, { recursive: true }))

const columns = [
  { title: 'Numer', width: 20 },
  { title: 'Termin', width: 12 },
  { title: 'Kwota', width: 14 },
  { title: 'Dni', width: 8 },
]
const hostile = ['=1+1', '+48 600 100 200', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠x', ' =cmd|"/c calc"!A0']
const hostileRows: readonly (readonly Cell[])[] = hostile.map((text) => [text, { day: day('2026-11-19') }, money(-1250n, PLN), -3])

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}

async function opened(name: string, bytes: AsyncIterable<Uint8Array>) {
  const path = join(folder, name)
  writeFileSync(path, await bytesOf(bytes))
  return { path, sheets: await readXlsx(path) }
}

/** The files in a zip, read by its directory, without the library that wrote or reads workbooks here. */
function zipEntries(bytes: Buffer): ReadonlyMap<string, string> {
  const entries = new Map<string, string>()
  let at = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6])) + 16)
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [size, name, extra, comment] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ]
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + size)
    const plain = bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)
    entries.set(bytes.toString('utf8', at + 46, at + 46 + name), plain.toString('utf8'))
    at += 46 + name + extra + comment
  }
  return entries
}

const office = ['soffice', 'libreoffice'].find((name) => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})

describe('T106 cells of strangers in exports', () => {
  test('T106 in a workbook text that begins like a formula is text letter by letter, and numbers are numbers', async () => {
    const { sheets } = await opened('hostile.xlsx', workbook([{ name: 'Faktury', columns, rows: hostileRows }], at))
    const [, ...rows] = sheets[0]?.data ?? []
    expect(rows.map((row) => row.slice(1))).toEqual(hostile.map(() => [new Date('2026-11-19T00:00:00Z'), -12.5, -3]))
    expect(rows.map((row) => String(row[0]).trim())).toEqual(hostile.map((text) => text.replace(/[\t\r]/g, ' ').trim()))
  })

  test('T106 in the file itself no cell has a formula and each such text is a cell of text, whatever program opens it', async () => {
    const { path } = await opened('inside.xlsx', workbook([{ name: 'Faktury', columns, rows: hostileRows }], at))
    const parts = zipEntries(readFileSync(path))
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? ''
    const cells = [...sheet.matchAll(/<c\b([^>]*)>(.*?)<\/c>/gs)].map(([, attributes = '', inside = '']) => ({
      type: / t="(\w+)"/.exec(attributes)?.[1] ?? 'n',
      inside,
    }))
    expect(cells).toHaveLength(columns.length * (hostile.length + 1))
    expect(cells.filter(({ inside }) => /<f\b/.test(inside))).toEqual([])
    const [, ...rows] = Array.from({ length: hostile.length + 1 }, (_, at) => cells.slice(at * columns.length, (at + 1) * columns.length))
    expect(rows.map((row) => row.map(({ type }) => type))).toEqual(hostile.map(() => ['inlineStr', 'n', 'n', 'n']))
    expect([...parts.keys()].filter((name) => /externalLink|vba|connections|macro/i.test(name))).toEqual([])
  })

  test('T106 in CSV such text is led by an apostrophe, and negative amounts stay numbers', async () => {
    const text = (
      await bytesOf(
        tableCsv(
          'pl',
          ['Numer', 'Kwota'],
          hostileRows.map((row) => [row[0] ?? null, row[2] ?? null]),
        ),
      )
    ).toString()
    const lines = text.slice(1).trimEnd().split('\r\n').slice(1)
    expect(lines).toHaveLength(hostile.length)
    for (const line of lines) expect(line).toMatch(/^"?'.*;-12,50$/)
  })

  test.skipIf(office === undefined)(
    'T106 LibreOffice opens both without running a formula (skipped where LibreOffice is not installed)',
    async () => {
      const { path } = await opened('office.xlsx', workbook([{ name: 'Faktury', columns, rows: hostileRows }], at))
      execFileSync(office ?? '', ['--headless', '--convert-to', 'csv', '--outdir', folder, path], { stdio: 'ignore' })
      const text = readFileSync(join(folder, 'office.csv'), 'utf8')
      for (const sign of ['=1+1', '-2+3', '@SUM(A1)']) expect(text).toContain(sign)
    },
    60_000,
  )
})

test('what does not fit a sheet goes on in another with the same heads', async () => {
  const rows = Array.from({ length: 5 }, (_, n): Cell[] => [`FV/${n + 1}`, null, null, n])
  const { sheets } = await opened('parts.xlsx', workbook([{ name: 'Faktury', columns, rows }], at, { mostRows: 3 }))
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['Faktury', 'Faktury 2', 'Faktury 3'])
  expect(sheets.map(({ data }) => data.slice(1).map((row) => row[0]))).toEqual([['FV/1', 'FV/2'], ['FV/3', 'FV/4'], ['FV/5']])
  expect(sheets[2]?.data[0]?.[0]).toBe('Numer')
})

test('a list without rows is a sheet with heads; right-to-left text, emoji and half signs are kept or made blanks', async () => {
  const { sheets } = await opened(
    'empty.xlsx',
    workbook(
      [
        { name: 'Puste', columns, rows: [] },
        { name: 'Pismo', title: 'Pismo', columns, rows: [['חשבונית 🧾'], { bold: ['a\uD800b\u0000c'] }] },
      ],
      at,
    ),
  )
  expect(sheets[0]?.data).toEqual([['Numer', 'Termin', 'Kwota', 'Dni']])
  expect(sheets[1]?.data.slice(2).map((row) => row[0])).toEqual(['חשבונית 🧾', 'a b c'])
})

test('whoever stops reading ends the rows, and a source that fails ends the file with its error', async () => {
  let asked = 0
  let ended = false
  async function* endless(): AsyncGenerator<readonly Cell[]> {
    try {
      for (;;) yield [`FV/${asked++}`, null, money(1n, PLN), asked]
    } finally {
      ended = true
    }
  }
  let taken = 0
  for await (const chunk of workbook([{ name: 'Faktury', columns, rows: endless() }], at)) {
    taken += chunk.length
    if (taken > 200_000) break
  }
  expect(ended).toBe(true)
  expect(asked).toBeLessThan(200_000)
  async function* failing(): AsyncGenerator<readonly Cell[]> {
    yield ['FV/1']
    throw new Error('the database went away')
  }
  await expect(bytesOf(workbook([{ name: 'Faktury', columns, rows: failing() }], at))).rejects.toThrow('the database went away')
})

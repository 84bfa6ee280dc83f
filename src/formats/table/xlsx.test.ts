// Workbooks: cells as texts, days, numbers, and every hostile archive refused before it is unpacked (T101).
import { describe, expect, test } from 'vitest'
import { bytesSource } from '#ports/reading/byte-source'
import { gathered } from '#test/support/gathered'
import { contentTypes, type Part, rowsXml, workbookParts, zipOf } from '#test/support/workbook'
import { isFailure } from '#values/failure'
import { openTable } from './table-rows.ts'
import { zipDirectory } from './zip-directory.ts'

async function rowsOf(file: Uint8Array, sheet?: string): Promise<string[][]> {
  const table = await openTable(bytesSource(file, 1_000), { sheet })
  return (await gathered(table.rows())).map((row) => [row.at, ...row.cells])
}

const sheet = (xml: string, texts: readonly string[] = [], properties = ''): Buffer =>
  zipOf(workbookParts({ Faktury: xml }, texts, properties))

describe('cells', () => {
  test('are texts, days and numbers as the workbook shows them', async () => {
    const file = sheet(
      '<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" s="1"><v>46058</v></c><c r="D3" s="2"><v>46058.75</v></c><c r="E3" s="3"><v>1230.0999999999999</v></c><c r="F3" t="b"><v>1</v></c><c r="H3"><v>1E-3</v></c></row>',
      ['Zieleń'],
    )
    expect(await rowsOf(file)).toEqual([['3', '', 'Zieleń', '2026-02-05', '2026-02-05', '1230.1', 'true', '', '0.001']])
  })
  test('of rich text are joined, reading aids and escapes left out', async () => {
    expect(
      await rowsOf(
        sheet('<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>a_x000D_b</t></is></c></row>', [
          '<r><t>Zie</t></r><r><t>leń</t></r><rPh><t>x</t></rPh>',
        ]),
      ),
    ).toEqual([['1', 'Zieleń', 'a\rb']])
  })
  test('with a formula give its result, or the formula as text where there is none', async () => {
    expect(
      await rowsOf(
        sheet(
          '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1</f><v>dwa</v></c><c r="C1"><f>HYPERLINK("http://x")</f></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
        ),
      ),
    ).toEqual([['1', '2', 'dwa', '=HYPERLINK("http://x")', '#DIV/0!']])
  })
  test.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [36526, '2000-01-01'],
    [46023, '2026-01-01'],
  ])('with the serial day %i show %s', async (serial, expected) => {
    expect(await rowsOf(sheet(`<row r="1"><c r="A1" s="1"><v>${serial}</v></c></row>`))).toEqual([['1', expected]])
  })
  test('count from 1904 in files of old Macs', async () => {
    expect(await rowsOf(sheet('<row r="1"><c r="A1" s="1"><v>44561</v></c></row>', [], '<workbookPr date1904="1"/>'))).toEqual([
      ['1', '2026-01-01'],
    ])
  })
})

test('the first sheet with rows is read, or the one asked for; hidden ones are passed over and the others named', async () => {
  const file = zipOf(workbookParts({ Pusty: '', Luty: rowsXml([['a']]), Marzec: rowsXml([['b']]) }))
  const table = await openTable(bytesSource(file))
  expect([table.sheet, table.otherSheets]).toEqual(['Luty', ['Marzec']])
  expect(await rowsOf(file, 'Marzec')).toEqual([['1', 'b']])
})

test('rows are the same when gone through again', async () => {
  const table = await openTable(
    bytesSource(
      sheet(
        rowsXml([
          ['a', 1],
          ['b', 2],
        ]),
      ),
    ),
  )
  const first = await gathered(table.rows())
  expect(await gathered(table.rows())).toEqual(first)
})

describe('T101 hostile archives are refused', () => {
  const honest = workbookParts({ A: rowsXml([['a']]) })
  const withPart = (part: Part): Buffer => zipOf([...honest, part])
  const whole = zipOf(honest)
  const codeOf = async (file: Uint8Array): Promise<string> => {
    try {
      await rowsOf(file)
    } catch (error) {
      return isFailure(error) ? error.code : String(error)
    }
    return 'read'
  }
  test.each<readonly [string, Uint8Array, string]>([
    ['a bomb by its ratio', withPart({ name: 'xl/media/a.xml', data: Buffer.alloc(20 * 2 ** 20) }), 'xlsx.bomb'],
    [
      'a bomb that declares less than it holds',
      zipOf(honest.map((part) => (part.name.endsWith('sheet1.xml') ? { ...part, declaredSize: 10 } : part))),
      'xlsx.bomb',
    ],
    [
      'one that declares more than it holds',
      zipOf(honest.map((part) => (part.name.endsWith('sheet1.xml') ? { ...part, declaredSize: 10_000 } : part))),
      'xlsx.damaged',
    ],
    ['a sum beyond the limit', withPart({ name: 'xl/media/a.bin', data: 'x', declaredSize: 0xfffffff0, stored: true }), 'xlsx.bomb'],
    ['entries that overlap', withPart({ name: 'xl/copy.xml', data: contentTypes.data, at: 0 }), 'xlsx.bomb'],
    [
      'ten thousand entries',
      zipOf(Array.from({ length: 10_000 }, (_, index) => ({ name: `a${index}`, data: '' }))),
      'xlsx.too-many-entries',
    ],
    ['a million entries told in the old field', zipOf(honest, 0xffff), 'xlsx.too-many-entries'],
    ['a path upwards', withPart({ name: '../../etc/cron.d/x', data: 'x' }), 'xlsx.unsafe-name'],
    ['a path upwards the Windows way', withPart({ name: 'xl\\..\\..\\x', data: 'x' }), 'xlsx.unsafe-name'],
    ['a path from the root', withPart({ name: '/etc/passwd', data: 'x' }), 'xlsx.unsafe-name'],
    ['a symbolic link', withPart({ name: 'xl/link', data: '/etc/passwd', attributes: 0xa1ff0000 }), 'xlsx.unsafe-name'],
    ['an archive inside', withPart({ name: 'xl/inner.zip', data: whole }), 'xlsx.nested-archive'],
    ['an encrypted entry', withPart({ name: 'xl/a.xml', data: 'x', flags: 1 }), 'xlsx.encrypted'],
    ['a packing that we do not know', withPart({ name: 'xl/a.xml', data: 'x', method: 12 }), 'xlsx.unknown-packing'],
    [
      'an old or encrypted container',
      Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]),
      'xlsx.old-or-encrypted',
    ],
    ['one cut in the middle', whole.subarray(0, whole.length / 2), 'xlsx.damaged'],
    ['the beginning of one alone', whole.subarray(0, 10), 'xlsx.damaged'],
    ['one without a workbook', zipOf([contentTypes, { name: 'word/document.xml', data: '<x/>' }]), 'xlsx.not-a-workbook'],
    ['a cell in the 16,384th column', sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), 'file.too-many-columns'],
    [
      'an entity in the sheet',
      zipOf(
        workbookParts({ A: '' }).map((part) =>
          part.name.endsWith('sheet1.xml')
            ? { ...part, data: '<!DOCTYPE worksheet [<!ENTITY a "x">]><worksheet><sheetData/></worksheet>' }
            : part,
        ),
      ),
      'file.xml-dtd-refused',
    ],
    [
      'shared texts behind a document type',
      zipOf(
        honest.map((part) =>
          part.name.endsWith('sharedStrings.xml') ? { ...part, data: '<!DOCTYPE sst SYSTEM "http://localhost:1/x"><sst/>' } : part,
        ),
      ),
      'file.xml-dtd-refused',
    ],
    ['a workbook with nothing in it', sheet(''), 'table.empty'],
  ])('%s', async (_, file, code) => {
    expect(await codeOf(file)).toBe(code)
  })
  test('macros and outside links beside honest rows do no harm', async () => {
    expect(
      await codeOf(
        zipOf([
          ...honest,
          { name: 'xl/vbaProject.bin', data: 'x' },
          { name: 'xl/externalLinks/externalLink1.xml', data: '<x/>' },
          { name: 'xl/embeddings/a.xlsx', data: whole },
        ]),
      ),
    ).toBe('read')
  })
  test('a last row of a million costs no more than what it holds', async () => {
    expect(await rowsOf(sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="B1048576"><v>2</v></c></row>'))).toEqual([
      ['1', '1'],
      ['1048576', '', '2'],
    ])
  })
  test('the directory of an honest archive is read', () => {
    expect(zipDirectory(whole).map((entry) => entry.name)).toEqual(honest.map((part) => part.name))
  })
})

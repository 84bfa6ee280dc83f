// File names from outside.
import { expect, test } from 'vitest'
import { plainFileName, printable } from './file-name.ts'

test.each([
  ['wyciąg marzec.sta', 'wyciąg marzec.sta'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\x\\a.csv', 'a.csv'],
  ['faktura\u202Efdp.exe', 'fakturafdp.exe'],
  ['a\r\nSet-Cookie: x=1.csv', 'aSet-Cookie_ x=1.csv'],
  ['..', 'file'],
  ['', 'file'],
  ['\0\u0007', 'file'],
  ['a"b.csv', 'a_b.csv'],
  [`${'x'.repeat(300)}.csv`, 'x'.repeat(120)],
  ['...hidden', 'hidden'],
])('T107 %j becomes %j', (name, expected) => {
  expect(plainFileName(name)).toBe(expected)
})

test('T107 what a terminal would obey is shown as a mark', () => {
  expect(printable('a\u001B[31m\u202Eb.csv')).toBe('a\uFFFD[31m\uFFFDb.csv')
})

// Titles cut at fixed columns, put together with known answers.
import { describe, expect, test } from 'vitest'
import { joinLines, subfieldWidth, tidy } from './title-text.ts'

describe('T09 a title broken at column 35', () => {
  test('joins without a blank behind a full line and with one behind a short line', () => {
    expect(joinLines(['ZAPŁATA ZA DOSTAWĘ GAZETY FAKTURA V', 'AT 2007/101'])).toBe('ZAPŁATA ZA DOSTAWĘ GAZETY FAKTURA VAT 2007/101')
    expect(joinLines(['FAKTURA 1/F/03', 'FAKTURA 2/F/03'])).toBe('FAKTURA 1/F/03 FAKTURA 2/F/03')
  })
  test('keeps a KSeF number whole that fills one line, and one that two lines share', () => {
    expect(joinLines(['5265877635-20250826-0100001AF629-AF', 'DZIEKUJEMY'])).toBe('5265877635-20250826-0100001AF629-AF DZIEKUJEMY')
    expect(joinLines(['ZAPLATA ZA FAKTURE 5265877635-20250', '826-0100001AF629-AF'])).toBe(
      'ZAPLATA ZA FAKTURE 5265877635-20250826-0100001AF629-AF',
    )
  })
  test('keeps the invoice number of a split payment whole', () => {
    expect(joinLines(['/VAT/230,00/IDC/5842751979/INV/FV/11', '25/2026/TXT/ZAPŁATA'])).toBe(
      '/VAT/230,00/IDC/5842751979/INV/FV/1125/2026/TXT/ZAPŁATA',
    )
  })
})

test('a name cut at 27 joins without a blank, and empty lines do not count', () => {
  expect(joinLines(['DRUGI MAZOWIECKI URZĄD SKAR', 'BOWY WARSZAWA', ''], [27])).toBe('DRUGI MAZOWIECKI URZĄD SKARBOWY WARSZAWA')
})

test('runs of any blanks become one', () => {
  expect(tidy('  NR  1/2007 \u00A0 X\n')).toBe('NR 1/2007 X')
})

test('the width of subfields follows the longest', () => {
  expect(subfieldWidth(['a'.repeat(27), 'b'])).toBe(27)
  expect(subfieldWidth(['a'.repeat(30)])).toBe(35)
})

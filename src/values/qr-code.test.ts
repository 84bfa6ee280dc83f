// QR codes: against the worked figures of the standard, and module for module against another encoder.
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { errorCodewords, type QrLevel, type QrMatrix, qrCode } from './qr-code.ts'

type OtherEncoder = {
  readonly measure: (node: object) => {
    readonly _canvas: readonly { x: number; y: number; w: number; color: string }[]
    readonly _width: number
  }
}
const other = (createRequire(import.meta.url)('pdfmake/js/qrEnc.js') as { readonly default: OtherEncoder }).default

/** The dark modules that pdfmake's own encoder makes of the same bytes. */
function otherMatrix(text: string, level: QrLevel, mask: number): QrMatrix {
  const drawn = other.measure({ qr: text, eccLevel: level, mode: 'octet', mask, foreground: 'black', background: 'white' })
  const dark = drawn._canvas.filter((box) => box.color === 'black')
  const module = dark[0]?.w ?? 1
  const size = drawn._width / module
  const places = new Set(dark.map((box) => `${box.x / module} ${box.y / module}`))
  return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => places.has(`${x} ${y}`)))
}

const drawn = (matrix: QrMatrix | null): string => (matrix ?? []).map((row) => row.map((dark) => (dark ? '#' : '.')).join('')).join('\n')

test('the correction of the standard’s example, 01234567 in version 1-M', () => {
  expect(errorCodewords([0x10, 0x20, 0x0c, 0x56, 0x61, 0x80, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11], 10)).toEqual([
    0xa5, 0x24, 0xd4, 0xc1, 0xed, 0x36, 0xc7, 0x87, 0x2c, 0x55,
  ])
})

describe('module for module like another encoder', () => {
  const texts = [
    'A',
    '5265877635|PL|61109010140000071219812874|128437|Jantar Elektro sp. z|FV 1155/10/2026|||',
    `BCD\n002\n1\nSCT\n\nJantar Elektro sp. z o.o.\nPL61109010140000071219812874\nEUR1284.37\n\n\n${'FV 1155/10/2026 '.repeat(8)}`,
    'x'.repeat(230),
    'y'.repeat(500),
    'z'.repeat(660),
  ]
  for (const [at, text] of texts.entries())
    for (const level of ['L', 'M'] as const)
      test(`text ${at} of ${text.length} bytes at level ${level}, all eight masks`, () => {
        for (let mask = 0; mask < 8; mask++) expect(drawn(qrCode(text, level, mask))).toBe(drawn(otherMatrix(text, level, mask)))
      })
})

test('Polish letters are bytes of UTF-8; without a mask asked for, one of the eight is chosen', () => {
  const text = 'Zażółć gęślą jaźń'
  const chosen = drawn(qrCode(text, 'M'))
  expect(Array.from({ length: 8 }, (_, mask) => drawn(qrCode(text, 'M', mask)))).toContain(chosen)
  expect(qrCode(text, 'M')?.length).toBe(25)
})

test('a text that no code of version 20 holds gives none', () => {
  expect(qrCode('x'.repeat(859), 'L')).toBeNull()
  expect(qrCode('x'.repeat(858), 'L')?.length).toBe(97)
})

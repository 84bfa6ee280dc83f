// The four encodings of Polish files, marks, mixtures and what no bank uses.
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { bytesSource } from './byte-source.ts'
import { declaredEncoding, decodeStream, decodeText } from './decode-text.ts'

const streamed = async (bytes: Uint8Array): Promise<string> => {
  const pieces: string[] = []
  for await (const piece of decodeStream(bytesSource(bytes, 7))) pieces.push(piece)
  return pieces.join('')
}

const sentences = [
  'URZĄD SKARBOWY WARSZAWA, PRZEKAZANIE ŚRODKÓW',
  'Zapłata za fakturę nr 1/2026, źródło własne',
  'OPŁATA POCZTOWA',
  'ŻÓŁĆ GĘŚLĄ JAŹŃ',
  'Żółta gęś, dźwięk, świąd i ćma',
  'ZAKŁAD WYTWÓRCZY BARON ZAMKOWA 9 86-212 FRĄBORK',
]

describe('T08 a text is read the same from every encoding that Polish banks use', () => {
  for (const encoding of ['utf-8', 'windows-1250', 'iso-8859-2', 'cp852', 'utf-16le', 'utf-16be'] as const)
    for (const sentence of sentences)
      test(`${encoding}: ${sentence}`, async () => {
        const text = `:20:X\r\n${sentence}\n:62F:\r`
        const bytes = iconv.encode(text, encoding, { addBOM: encoding.startsWith('utf-16') })
        expect(decodeText(bytes).text).toBe(text)
        expect(await streamed(bytes)).toBe(text)
      })
  test('a UTF-8 mark is dropped', async () => {
    const bytes = Buffer.from('\uFEFFKwota;ąę')
    expect(decodeText(bytes)).toEqual({ text: 'Kwota;ąę', encoding: 'utf-8' })
    expect(await streamed(bytes)).toBe('Kwota;ąę')
  })
})

test('a byte FF that PKO BP puts into empty fields does not make UTF-8 or 8859-2 another encoding', () => {
  expect(decodeText(Buffer.concat([Buffer.from('ŚRODKÓW~21'), Buffer.from([0xff]), Buffer.from('\nĄĘ')])).text).toMatch(
    /^ŚRODKÓW~21.\nĄĘ$/su,
  )
  expect(decodeText(Buffer.concat([iconv.encode('URZĄD ŚRODKÓW~21', 'iso-8859-2'), Buffer.from([0xff])])).text).toMatch(
    /^URZĄD ŚRODKÓW~21˙$/,
  )
})

test('lines of two encodings in one file are each read in their own', async () => {
  const bytes = Buffer.concat([
    Buffer.from('zażółć gęślą jaźń, świąt, łódź\n'),
    iconv.encode('ŚCIANA\n', 'windows-1250'),
    Buffer.from('łąka\n'),
  ])
  expect(decodeText(bytes).text).toBe('zażółć gęślą jaźń, świąt, łódź\nŚCIANA\nłąka\n')
  expect(await streamed(bytes)).toBe('zażółć gęślą jaźń, świąt, łódź\nŚCIANA\nłąka\n')
})

test('a UTF-8 letter on the border of two pieces stays whole', async () => {
  const text = `${'ą'.repeat(100)}\n${'ę'.repeat(5)}`
  expect(await streamed(Buffer.from(text))).toBe(text)
})

test('T100 UTF-7 and EBCDIC are refused by name', () => {
  expect(() => declaredEncoding('UTF-7')).toThrow('file.encoding-unsupported')
  expect(() => declaredEncoding('IBM037')).toThrow('file.encoding-unsupported')
})

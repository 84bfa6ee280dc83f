// T74: how many parts an SMS has.
import { describe, expect, test } from 'vitest'
import { smsPlain, smsSize, smsTidy } from './sms-text.ts'

describe('T74 parts of an SMS', () => {
  test.each([
    ['a'.repeat(160), 'gsm-7', 160, 1],
    ['a'.repeat(161), 'gsm-7', 161, 2],
    ['a'.repeat(306), 'gsm-7', 306, 2],
    ['a'.repeat(307), 'gsm-7', 307, 3],
    ['a'.repeat(918), 'gsm-7', 918, 6],
    ['€'.repeat(80), 'gsm-7', 160, 1],
    ['€'.repeat(81), 'gsm-7', 162, 2],
    ['ą'.repeat(70), 'ucs-2', 70, 1],
    ['ą'.repeat(71), 'ucs-2', 71, 2],
    ['ą'.repeat(134), 'ucs-2', 134, 2],
    ['ą'.repeat(135), 'ucs-2', 135, 3],
    ['ą'.repeat(402), 'ucs-2', 402, 6],
    ['', 'gsm-7', 0, 1],
  ] as const)('of %s', (text, encoding, length, parts) => {
    expect(smsSize(text)).toMatchObject({ encoding, length, parts })
  })

  test('an escaped sign is not broken in two: 152 letters and a bracket leave the bracket to the next part', () => {
    expect(smsSize(`${'a'.repeat(152)}[${'a'.repeat(151)}`).parts).toBe(2)
    expect(smsSize(`${'a'.repeat(152)}[${'a'.repeat(152)}`).parts).toBe(3)
  })

  test('nor is a sign of two units', () => {
    expect(smsSize(`${'ą'.repeat(66)}😀${'ą'.repeat(66)}`)).toMatchObject({ length: 134, parts: 3 })
  })

  test('one Polish letter turns 160 signs a part into 70, and is named', () => {
    expect(smsSize(`${'a'.repeat(159)}ż`)).toEqual({ encoding: 'ucs-2', length: 160, parts: 3, because: ['ż'] })
  })
})

test('without Polish letters the text is of one part again, and says the same', () => {
  const text = smsPlain('Zażółć gęślą jaźń: 1\u00A0284,37\u00A0zł – „FV\u00A01”…')
  expect(text).toBe('Zazolc gesla jazn: 1 284,37 zl - "FV 1"...')
  expect(smsSize(text).encoding).toBe('gsm-7')
  expect(smsPlain('Müller è ß €')).toBe('Müller è ß €')
})

test('hard blanks become blanks also where Polish letters stay', () => {
  expect(smsTidy('1\u00A0284,37\u00A0zł  \u22125')).toBe('1 284,37 zł -5')
})

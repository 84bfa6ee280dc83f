// Phone numbers as customers' cards hold them.
import { expect, test } from 'vitest'
import { phoneNumber } from './phone-number.ts'

test('nine digits in any grouping are a Polish number', () => {
  for (const text of ['500100200', '500 100 200', '500-100-200', '+48 500 100 200', '0048500100200', '48500100200', 'tel. (500) 100 200'])
    expect(phoneNumber(text)).toEqual({ dialled: '+48500100200', country: 'PL' })
})

test('a number with a plus keeps its own country, and the longest code decides', () => {
  expect(phoneNumber('+49 151 23456789')).toEqual({ dialled: '+4915123456789', country: 'DE' })
  expect(phoneNumber('+420 601 123 456')?.country).toBe('CZ')
  expect(phoneNumber('+421 905 123 456')?.country).toBe('SK')
  expect(phoneNumber('+1 212 555 0100')?.country).toBe('US')
  expect(phoneNumber('+998 90 123 45 67')).toEqual({ dialled: '+998901234567', country: null })
})

test('what is no phone number is none: letters, too short, too long, ten digits without a country, a line break with a second number', () => {
  for (const text of [
    '',
    'brak',
    '12345',
    '1234567890123456',
    '5001002001',
    '+48 500 100 20',
    '500100200\n500100201',
    '500100200,500100201',
  ])
    expect(phoneNumber(text)).toBeNull()
})

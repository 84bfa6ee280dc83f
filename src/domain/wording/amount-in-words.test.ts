// Amounts written out.
import { expect, test } from 'vitest'
import { EUR, PLN } from '#values/currency'
import { money } from '#values/money'
import { amountInWords } from './amount-in-words.ts'

test.each([
  [0n, 'zero złotych 00/100'],
  [1_00n, 'jeden złoty 00/100'],
  [2_50n, 'dwa złote 50/100'],
  [5_01n, 'pięć złotych 01/100'],
  [12_00n, 'dwanaście złotych 00/100'],
  [22_00n, 'dwadzieścia dwa złote 00/100'],
  [112_00n, 'sto dwanaście złotych 00/100'],
  [1_000_00n, 'tysiąc złotych 00/100'],
  [1_001_00n, 'tysiąc jeden złotych 00/100'],
  [2_000_00n, 'dwa tysiące złotych 00/100'],
  [12_884_37n, 'dwanaście tysięcy osiemset osiemdziesiąt cztery złote 37/100'],
  [6_981_51n, 'sześć tysięcy dziewięćset osiemdziesiąt jeden złotych 51/100'],
  [1_000_000_00n, 'milion złotych 00/100'],
  [5_022_114_90n, 'pięć milionów dwadzieścia dwa tysiące sto czternaście złotych 90/100'],
  [-359_48n, 'minus trzysta pięćdziesiąt dziewięć złotych 48/100'],
])('%i grosze in Polish', (minor, words) => {
  expect(amountInWords('pl', money(minor, PLN))).toBe(words)
})

test.each([
  [1_00n, 'one zloty 00/100'],
  [21_00n, 'twenty-one zlotys 00/100'],
  [1_284_37n, 'one thousand two hundred eighty-four zlotys 37/100'],
])('%i grosze in English', (minor, words) => {
  expect(amountInWords('en', money(minor, PLN))).toBe(words)
})

test('another currency by its name', () => {
  expect(amountInWords('pl', money(40_00n, EUR))).toBe('czterdzieści euro 00/100')
  expect(amountInWords('en', money(100_00n, EUR))).toBe('one hundred euros 00/100')
})

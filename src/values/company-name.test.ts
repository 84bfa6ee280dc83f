// Names as registers and banks write them.
import { expect, test } from 'vitest'
import { companyName } from './company-name.ts'

test.each([
  ['Klon-Med sp. z o.o.', 'KLON MED SP Z OO UL. POLNA 12 00-950 WARSZAWA'],
  ['Klon-Med Spółka z ograniczoną odpowiedzialnością', 'KLON-MED SPOLKA Z OGRANICZO'],
  ['Brzoza Sp. z o.o. Sp.k.', 'brzoza spółka z o.o. spółka komandytowa'],
  ['Jan Kowalski', 'KOWALSKI JAN 3 MAJA 5 00-950 WARSZAWA'.replace(' 3 MAJA', ' UL. 3 MAJA')],
  ['Łódzka Przędza S.A.', 'LODZKA PRZEDZA SA'],
  ['Łódzka Przędza S.A.', '\u0141\u00f3dzka Prz\u0119dza Sp\u00f3\u0142ka Akcyjna'],
  ['UAB Baltija', 'BALTIJA UAB'],
])('%s and %s are one name', (a, b) => {
  expect(companyName(b).key).toBe(companyName(a).key)
})

test('the legal form is kept apart', () => {
  expect(companyName('Klon-Med sp. z o.o.').legalForm).toBe('sp. z o.o.')
  expect(companyName('Klon-Med s.c.').legalForm).toBe('s.c.')
})

test('a sole trader is known by first and last name in any order', () => {
  const person = companyName('Usługi Remontowe Anna Żółkiewska').person
  expect(person).toBe('ANNA ZOLKIEWSKA')
  expect(companyName('ZOLKIEWSKA ANNA').person).toBe(person)
  expect(companyName('Anna Żółkiewska Usługi Remontowe').person).toBe(person)
})

test('two letters in front that could be a legal form belong to the name', () => {
  expect(companyName('AB Trade sp. z o.o.').words).toEqual(['AB', 'TRADE'])
})

test('UTF-8 that was read as another encoding is put right', () => {
  const misread = new TextDecoder('latin1').decode(new TextEncoder().encode('GRÓD SP. Z O.O.'))
  expect(companyName(misread).key).toBe('GROD')
})

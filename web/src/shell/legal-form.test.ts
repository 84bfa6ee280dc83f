// The name of a company without its legal form.
import { expect, test } from 'vitest'
import { splitLegalForm } from './legal-form.ts'

test('a limited company gives its name and its form', () => {
  expect(splitLegalForm('Jantar Elektro sp. z o.o.')).toEqual({ short: 'Jantar Elektro', form: 'sp. z o.o.' })
  expect(splitLegalForm('OŚWIETLENIE PERKOZ S.A.')).toEqual({ short: 'OŚWIETLENIE PERKOZ', form: 'S.A.' })
})

test('a name that only ends like a form stays whole', () => {
  expect(splitLegalForm('Kasa')).toEqual({ short: 'Kasa', form: '' })
  expect(splitLegalForm('Piekarnia Rogal')).toEqual({ short: 'Piekarnia Rogal', form: '' })
})

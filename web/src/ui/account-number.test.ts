import { expect, test } from 'vitest'
import { accountNumber } from './account-number.ts'

const shown = (account: string) => accountNumber(account).replaceAll('\u00A0', ' ')

test('an IBAN stands in groups of four, a Polish number without its country after its two check digits', () => {
  expect(shown('PL61109010140000071219812874')).toBe('PL61 1090 1014 0000 0712 1981 2874')
  expect(shown('61109010140000071219812874')).toBe('61 1090 1014 0000 0712 1981 2874')
  expect(shown('PL61 1090 1014 0000 0712 1981 2874')).toBe('PL61 1090 1014 0000 0712 1981 2874')
})

test('what is no account number of either kind stays as it came', () => {
  expect(accountNumber('acct_1042')).toBe('acct_1042')
  expect(accountNumber('1234')).toBe('1234')
})

// Which customers look like one.
import { expect, test } from 'vitest'
import { type Candidate, mergeSuggestions } from './merge-suggestions.ts'

const customer = (customerId: string, name: string, taxId: string | null = null, accounts: readonly string[] = []): Candidate => ({
  customerId,
  name,
  taxId,
  accounts,
})
const pairs = (...candidates: readonly Candidate[]) =>
  mergeSuggestions(candidates).map(({ a, b, reasons }) => [a.customerId, b.customerId, reasons])

test('the same tax number, and the same name with another spelling of the legal form, are suggested, the stronger first', () => {
  expect(
    pairs(
      customer('1', 'Budexim Nadolice sp. z o.o.', '7312064580'),
      customer('2', 'BUDEXIM NADOLICE Spółka z ograniczoną odpowiedzialnością'),
      customer('3', 'Budexim', '7312064580'),
    ),
  ).toEqual([
    ['1', '3', ['tax-id']],
    ['1', '2', ['name']],
  ])
})

test('namesakes with different tax numbers are two firms', () => {
  expect(pairs(customer('1', 'Anna Nowak', '5265877635'), customer('2', 'Anna Nowak', '7312064580'))).toEqual([])
})

test('several reasons stand together', () => {
  const account = 'PL61109010140000071219812874'
  expect(pairs(customer('1', 'Gąsior M.', null, [account]), customer('2', 'gasior m.', null, [account]))).toEqual([
    ['1', '2', ['name', 'account']],
  ])
})

test('a customer alone, and one without a name, is like nobody', () => {
  expect(pairs(customer('1', 'Budexim'), customer('2', ''), customer('3', ''))).toEqual([])
})

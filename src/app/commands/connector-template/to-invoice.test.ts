// A record in the vendor's shape becomes an invoice of the house: replace the fixture by one of the vendor's own.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PLN } from '#values/currency'
import { money } from '#values/money'
import { toInvoice } from './to-invoice.ts'

const record: unknown = JSON.parse(readFileSync(new URL('./fixtures/invoice.json', import.meta.url), 'utf8'))

test('an invoice of TemplateName keeps number, days, amount and customer', () => {
  expect(toInvoice(record)).toEqual({
    ok: true,
    value: {
      externalId: '7',
      number: 'FV/7/2026',
      type: 'invoice',
      issueOn: '2026-08-01',
      dueOn: '2026-08-15',
      total: money(123_000n, PLN),
      customer: { name: 'ACME Sp. z o.o.', taxId: '5260250274', email: 'ap@acme.example' },
    },
  })
})

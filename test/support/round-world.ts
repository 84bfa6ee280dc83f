// A small firm on the real connectors and the real mail channel, pointed at the stand-in vendors: for rounds from the pull to the mail.

import { seedOf, startVendors, type VendorId } from '#app/demo/vendors'
import { discoverShelves } from '#app/discover'
import { createHttpFor } from '#app/http/http-for'
import { openVault, vaultKey } from '#app/vault'
import { readWords } from '#contract/read-words'
import { translatorsOf } from '#contract/translator'
import { connectSystem } from '#flows/connect-system'
import { planStandardWork } from '#flows/plan-standard-work'
import { settableClock } from '#ports/clock'
import type { PaymentRecord } from '#ports/connector'
import type { InvoiceRecord } from '#ports/invoice-format'
import { inTransaction } from '#store/database'
import { PLN } from '#values/currency'
import { addDays, day } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'
import { testDatabase } from './database.ts'
import { testActor, testCompany, testShell } from './shell.ts'

const customers = ['Klon Elektro sp. z o.o.', 'Świerk Montaż sp. z o.o.', 'Jodła Instalacje s.c.'].map((name, at) => ({
  externalId: String(at + 1),
  name,
  taxId: ['5265877635', '9153082648', '7010012345'][at] ?? '',
  email: `biuro${at + 1}@klient.example`,
  address: 'ul. Leśna 1, Gdańsk',
}))

/** An invoice of customer `who` (0 …) over `amount` złoty with a fortnight to pay. */
export function roundInvoice(number: string, who: number, issueOn: string, amount: number): InvoiceRecord {
  const customer = customers[who] ?? customers[0]
  if (customer === undefined) throw new RangeError('no customer')
  return {
    number,
    type: 'invoice',
    issueOn: day(issueOn),
    dueOn: addDays(day(issueOn), 14),
    total: money(BigInt(amount * 100), PLN),
    customer,
    payToAccount: 'PL61109010140000071219812874',
  }
}

/** A card payment that names its invoice. */
export const roundPayment = (externalId: string, on: string, amount: number, number: string): PaymentRecord => ({
  externalId,
  kind: 'payment',
  bookedOn: day(on),
  occurredAt: new Date(`${on}T06:00:00Z`),
  amount: money(BigInt(amount * 100), PLN),
  title: `Faktura ${number}`,
  payerName: 'Płatnik',
  orderReference: number,
})

const firm = {
  name: 'Jantar Elektro sp. z o.o.',
  taxId: '9153082648',
  account: 'PL61109010140000071219812874',
  customers,
  invoices: [],
  payments: [],
}

/** Starts at 7:00 in Warsaw on Thursday, 1 October 2026; the daily round is at 8:00. */
export async function roundWorld(
  books: { readonly invoices: readonly InvoiceRecord[]; readonly payments: readonly PaymentRecord[] },
  settings: object = {},
) {
  const clock = settableClock(new Date('2026-10-01T05:00:00Z'))
  const database = await testDatabase()
  const httpFor = createHttpFor({
    clock,
    allowPrivateNetworks: true,
    noteCall: () => undefined,
    rateLimit: { requests: 500, perMs: 1000, burst: 500 },
  })
  const base = testShell(database, {
    vault: openVault([vaultKey('a key for tests that is long enough, truly')]),
    httpFor,
    translatorFor: translatorsOf(readWords()),
  })
  const shell = { ...base, clock, shelves: await discoverShelves() }
  const vendors = await startVendors(seedOf(firm as never, books, clock))
  const companyId = await testCompany(shell, {
    automaticPosting: true,
    staleAfterHours: 48,
    financeEmails: ['finanse@jantar.example'],
    ...settings,
  })
  await shell.database.updateTable('companies').set({ sending_mode: 'automatic' }).where('company_id', '=', companyId).execute()
  await inTransaction(shell.database, (tx) => planStandardWork(tx, { companyId, timeZone: 'Europe/Warsaw', now: clock.now() }))
  const connect = (pluginId: VendorId, kinds: readonly string[]): Promise<Id> =>
    connectSystem(shell, {
      companyId,
      actor: testActor,
      shelf: pluginId === 'smtp' ? 'channel' : 'connector',
      pluginId,
      name: pluginId,
      settings: vendors.settings[pluginId],
      kinds,
    })
  return {
    shell,
    clock,
    companyId,
    vendors,
    connect,
    close: async () => {
      await vendors.stop()
      await base.close()
      await database.close()
    },
  }
}

export type RoundWorld = Awaited<ReturnType<typeof roundWorld>>

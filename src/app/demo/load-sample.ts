// Fills a company with the sample firm through the same doors as real data: stand-in vendors are connected and pulled, bank files imported, payments matched.
import { type Actor, system } from '#flows/actor'
import { changeCompany } from '#flows/change-company'
import { connectSystem } from '#flows/connect-system'
import { loadRates } from '#flows/load-rates'
import type { Progress } from '#flows/progress'
import { pullConnection } from '#flows/pull-connection'
import type { Shell } from '#flows/shell'
import { bytesSource } from '#ports/reading/byte-source'
import { getCompany } from '#store/companies'
import { listConnections } from '#store/connections'
import { readInvoiceFacts } from '#store/facts/invoice-facts'
import { saveSampleVendors } from '#store/sample-vendors'
import { firstSteps } from '#store/views/attention'
import { PLN } from '#values/currency'
import { addMonths, dayOf, firstOfMonth } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { readStatements } from './read-statements.ts'
import { sampleBooks } from './sample-books.ts'
import { decideOnDebts } from './sample-decisions.ts'
import { assignCustomers, hireSamplePeople, type MakeAccount } from './sample-people.ts'
import { sampleRates } from './sample-rates.ts'
import { talkToCustomers } from './sample-talks.ts'
import { shellOn } from './shell-on.ts'
import { seedOf, startVendors, type VendorId, type Vendors } from './vendors.ts'

const connectors: readonly { readonly id: Exclude<VendorId, 'smtp'>; readonly name: string }[] = [
  { id: 'fakturownia', name: 'Fakturownia' },
  { id: 'stripe', name: 'Stripe' },
  { id: 'bitrix24', name: 'Bitrix24' },
]

export type SampleResult = { readonly vendors: Vendors; readonly counts: Readonly<Record<string, number>> }

async function refuseFilled(shell: Shell, companyId: Id): Promise<void> {
  const { hasInvoices, hasPayments } = await firstSteps(shell.database, companyId)
  if (hasInvoices || hasPayments || (await listConnections(shell.database, companyId)).length > 0)
    throw new Failure('sample.company-not-empty')
}

/** `standIns` gets the ids of the connections, so that calls to the loopback are let through. Throws Failure `sample.company-not-empty`. */
export async function loadSample(
  shell: Shell,
  options: {
    readonly companyId: Id
    readonly standIns: Set<string>
    readonly progress?: Progress
    readonly perMonth?: number
    readonly actor?: Actor
    /** Makes accounts of the firm's people; without it the owner works alone. */
    readonly makeAccount?: MakeAccount
  },
): Promise<SampleResult> {
  const { companyId, standIns } = options
  const actor = options.actor ?? system
  await refuseFilled(shell, companyId)
  const company = await getCompany(shell.database, companyId)
  const today = dayOf(shell.clock.now(), company.timeZone)
  const { firm, payments, statements } = sampleBooks(today, 42, options.perMonth)
  const vendors = await startVendors(seedOf(firm, { invoices: firm.invoices, payments: payments.gateway }, shell.clock))
  await changeCompany(shell, {
    companyId,
    actor,
    change: { settings: { automaticPosting: true, financeEmails: ['finanse@jantar.example'] } },
  })
  const total = connectors.length + statements.length + 5
  let done = 0
  const step = async (word: string): Promise<void> => {
    await options.progress?.(done++, total, word)
  }
  const ids = new Map<string, Id>()
  for (const { id, name } of connectors) {
    const connectionId = await connectSystem(shell, {
      companyId,
      actor,
      shelf: 'connector',
      pluginId: id,
      name,
      settings: vendors.settings[id],
      kinds: [],
    })
    standIns.add(connectionId)
    ids.set(id, connectionId)
  }
  const mail = await connectSystem(shell, {
    companyId,
    actor,
    shelf: 'channel',
    pluginId: 'smtp',
    name: 'E-mail',
    settings: vendors.settings.smtp,
    kinds: [],
  })
  standIns.add(mail)
  const people = options.makeAccount === undefined ? null : await hireSamplePeople(shell, companyId, options.makeAccount)
  await saveSampleVendors(shell.database, {
    companyId,
    ports: vendors.ports,
    today,
    perMonth: options.perMonth ?? 100,
    connectionIds: [...ids.values(), mail],
    userIds: people?.userIds ?? [],
  })
  for (const { id, name } of connectors) {
    await step(name)
    const connectionId = ids.get(id)
    if (connectionId !== undefined) await pullConnection(shell, { companyId, connectionId, actor })
  }
  await step('people')
  const on = shellOn(shell, company.timeZone)
  const facts = () => readInvoiceFacts(shell.database, companyId, today, PLN)
  if (people !== null) await assignCustomers(shell, companyId, [...new Set((await facts()).map(({ customerId }) => customerId))], people)
  const rates = sampleRates(addMonths(firstOfMonth(today), -19), today)
  await loadRates(shell, { companyId, actor, source: bytesSource(rates) })
  const counts = await readStatements({ shell, on, companyId, actor, today, statements }, step)
  await step('talks')
  const by = { shell, on, companyId, actor: people?.collector ?? actor, today }
  await talkToCustomers({ ...by, invoices: await facts() })
  await step('decisions')
  await decideOnDebts({ ...by, invoices: await facts() })
  await step('done')
  return {
    vendors,
    counts: {
      invoices: firm.invoices.length,
      payments: payments.transfers.length + payments.gateway.length,
      posted: counts.posted,
      suggested: counts.suggested,
    },
  }
}

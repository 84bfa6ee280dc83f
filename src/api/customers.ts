// Customers: the list, one with balance and timeline, and changes by a person.
import * as contract from '#contract/customers'
import { changeCustomer, forgetLearnt } from '#flows/change-customer'
import { makeAccountStatement } from '#flows/make-account-statement'
import { handOutPortalLink, revokePortalLinks } from '#flows/manage-portal-links'
import { erasePersonalData, exportPersonalData } from '#flows/personal-data'
import type { Shell } from '#flows/shell'
import { findBureauEntry } from '#store/views/bureau-entry'
import { readCompany } from '#store/views/company'
import { countOfCustomer, findContact, listKnownPayers } from '#store/views/customer-detail'
import { listCustomerHistory } from '#store/views/customer-history'
import { type CustomerListRow, countCustomers, listCustomerRows } from '#store/views/customer-list'
import { listCustomerPeople } from '#store/views/customer-people'
import { findNextMessage, readPayingHabits } from '#store/views/customer-standing'
import { listTimeline } from '#store/views/customer-timeline'
import { listInvoiceRows } from '#store/views/invoice-list'
import { keptSums } from '#store/views/kept-sums'
import { findPayerPanel } from '#store/views/payment-detail'
import { listPaymentRows } from '#store/views/payment-list'
import { namesOfPeople } from '#store/views/people'
import { requireVisibleCustomer } from '#store/views/visible-customer'
import { dayOf } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { zero } from '#values/money'
import type { CompanyAccess } from './caller.ts'
import { implement } from './implement.ts'
import { rowView } from './invoices.ts'
import { paymentRowView } from './payments.ts'

async function withOwners(shell: Shell, rows: readonly CustomerListRow[]) {
  const people = await namesOfPeople(
    shell.database,
    rows.flatMap((row) => row.ownerUserId ?? []),
  )
  return rows.map(({ ownerUserId, others, ...row }) => ({
    ...row,
    others: [...others],
    ownerName: ownerUserId === null ? null : (people.get(ownerUserId) ?? null),
  }))
}

async function customerView(shell: Shell, access: CompanyAccess, customerId: Id) {
  const { database } = shell
  const { companyId, ownerUserId } = access
  const company = await readCompany(database, companyId)
  const today = dayOf(shell.clock.now(), company.timeZone)
  const currency = company.baseCurrency
  const of = { filter: { customerId, ownerUserId: null }, limit: 200, today }
  const [listed, contact, panel, habits, contacts, nextMessage, knownPayers, invoices, payments, counts, timeline, bureauEntry] =
    await Promise.all([
      listCustomerRows(database, companyId, { filter: { customerId, ownerUserId }, order: 'name', currency, today }),
      findContact(database, companyId, customerId),
      findPayerPanel(database, companyId, customerId, currency, today),
      readPayingHabits(database, companyId, customerId, today),
      listCustomerPeople(database, companyId, customerId),
      findNextMessage(database, companyId, customerId),
      listKnownPayers(database, companyId, customerId),
      listInvoiceRows(database, companyId, { ...of, order: '-issued' }),
      listPaymentRows(database, companyId, of),
      countOfCustomer(database, companyId, customerId),
      listTimeline(database, companyId, customerId, company.timeZone),
      findBureauEntry(database, companyId, customerId),
    ])
  const [row] = listed.rows
  // Whoever may see his own customers alone learns nothing of this one.
  if (row === undefined || contact === null) throw new Failure('customer.not-found')
  const [view] = await withOwners(shell, [row])
  if (view === undefined) throw new Failure('customer.not-found')
  return {
    ...view,
    ...contact,
    ownerUserId: row.ownerUserId,
    balance: panel?.balance ?? zero(currency),
    unapplied: panel?.unapplied ?? zero(currency),
    contacts: [...contacts],
    bureauEntry,
    punctuality: {
      due: habits.now.due,
      onTime: habits.now.onTime,
      onTimePercent: habits.now.onTimePercent,
      meanDelayDays: habits.now.meanDelayDays,
      beforeDays: habits.before.meanDelayDays,
    },
    nextMessage,
    knownPayers,
    invoices: invoices.rows.map(rowView),
    payments: payments.rows.map(paymentRowView),
    counts,
    timeline,
  }
}

export const customerRoutes = [
  implement(contract.listCustomers, async ({ shell, company: access, input }) => {
    const company = await readCompany(shell.database, access.companyId)
    const { order, after, limit, ...filter } = input.query
    const options = {
      filter: { ...filter, ownerUserId: access.ownerUserId },
      currency: company.baseCurrency,
      today: dayOf(shell.clock.now(), company.timeZone),
    }
    const { database } = shell
    const counted = async () => {
      const keep = await keptSums(database, access.companyId)
      return keep('invoices', ['customers', options], () => countCustomers(database, access.companyId, options))
    }
    const [page, total] = await Promise.all([
      listCustomerRows(database, access.companyId, { ...options, order: order ?? 'name', after, limit }),
      after === undefined ? counted() : null,
    ])
    return { rows: await withOwners(shell, page.rows), next: page.next, total }
  }),
  implement(contract.readCustomer, ({ shell, company, input }) => customerView(shell, company, input.params.customerId)),
  implement(contract.changeCustomer, async ({ shell, company, actor, input }) => {
    const { customerId } = input.params
    await customerView(shell, company, customerId)
    await changeCustomer(shell, { companyId: company.companyId, actor, customerId, change: input.body })
    return customerView(shell, company, customerId)
  }),
  implement(contract.readStatement, async ({ shell, company, input }) => {
    const { customerId } = input.params
    await requireVisibleCustomer(shell.database, company.companyId, customerId, company.ownerUserId)
    return makeAccountStatement(shell.database, shell, { companyId: company.companyId, customerId, ...input.query })
  }),
  implement(contract.handOutPortalLink, async ({ shell, company, actor, input }) => {
    const { customerId } = input.params
    await requireVisibleCustomer(shell.database, company.companyId, customerId, company.ownerUserId)
    return { url: await handOutPortalLink(shell, { companyId: company.companyId, actor, customerId }) }
  }),
  implement(contract.revokePortalLinks, async ({ shell, company, actor, input }) => {
    const { customerId } = input.params
    await requireVisibleCustomer(shell.database, company.companyId, customerId, company.ownerUserId)
    return { ended: await revokePortalLinks(shell, { companyId: company.companyId, actor, customerId }) }
  }),
  implement(contract.listHistory, async ({ shell, company, input }) => {
    const { customerId } = input.params
    await requireVisibleCustomer(shell.database, company.companyId, customerId, company.ownerUserId)
    return { rows: [...(await listCustomerHistory(shell.database, company.companyId, customerId))] }
  }),
  implement(contract.exportPersonalData, async ({ shell, company, actor, input }) => ({
    name: `${input.params.customerId}.json`,
    contentType: 'application/json',
    bytes: await exportPersonalData(shell, { companyId: company.companyId, actor, customerId: input.params.customerId }),
  })),
  implement(contract.erasePersonalData, async ({ shell, company, actor, input }) => {
    await erasePersonalData(shell, { companyId: company.companyId, actor, customerId: input.params.customerId })
    return {}
  }),
  implement(contract.forgetLearnt, async ({ shell, company, actor, input }) => {
    await forgetLearnt(shell, { companyId: company.companyId, actor, learntId: input.params.learntId })
    return {}
  }),
]

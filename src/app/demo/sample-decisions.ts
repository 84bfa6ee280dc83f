// What was decided about debts of the sample firm: blocks, write-offs, interest notes, confirmations of balance.
import { delayOf } from '#domain/reporting/facts'
import { changeCreditSettings } from '#flows/credit/change-credit'
import { blockCustomer, releaseCustomer } from '#flows/credit/decide-blocks'
import { evaluateCompany } from '#flows/credit/evaluate-company'
import { keepCreditHistory } from '#flows/credit/keep-credit-history'
import { issueNote, issuePaper } from '#flows/issue-document'
import { writeOffInvoice } from '#flows/write-off-invoice'
import { listStandingBlocks } from '#store/credit/blocks'
import { inTransaction } from '#store/database'
import { addDays, daysBetween } from '#values/day'
import type { SamplePast } from './shell-on.ts'

export async function decideOnDebts({ shell, on, companyId, actor, today, invoices }: SamplePast): Promise<void> {
  const by = { companyId, actor }
  const old = invoices.filter(({ open, dueOn }) => open.minor > 0n && dueOn !== null && daysBetween(dueOn, today) > 120)
  for (const invoice of old.toSorted((a, b) => (a.open.minor < b.open.minor ? -1 : 1)).slice(0, 3))
    await writeOffInvoice(shell, { ...by, invoiceId: invoice.id, why: 'Koszt dochodzenia wyższy niż dług.' })

  const paidLate = Map.groupBy(
    invoices.filter((invoice) => invoice.total.minor > 0n && (delayOf(invoice) ?? 0) > 20),
    ({ customerId }) => customerId,
  )
  const worst = [...paidLate].toSorted(([, a], [, b]) => b.length - a.length)
  for (const [customerId, own] of worst.slice(0, 3))
    await issueNote(shell, { ...by, customerId, invoiceIds: own.slice(0, 4).map(({ id }) => id), until: today, compensation: true })
  for (const [customerId] of worst.slice(0, 2))
    await issuePaper(shell, { ...by, customerId, kind: 'balance-confirmation', tone: 'neutral', on: addDays(today, -1) })

  const [, , , heldBack] = worst
  if (heldBack !== undefined) {
    const [customerId] = heldBack
    await blockCustomer(on(addDays(today, -26)), { ...by, customerId, why: 'Czek bez pokrycia, do wyjaśnienia.' })
    const [block] = await inTransaction(shell.database, (tx) => listStandingBlocks(tx, companyId, [customerId]))
    const why = 'Zapłacili gotówką w kasie.'
    if (block !== undefined) await releaseCustomer(on(addDays(today, -19)), { ...by, blockId: block.blockId, why })
  }
  await evaluateCompany(shell, companyId, 'daily')
  await keepCreditHistory(shell, companyId)
  await changeCreditSettings(shell, { ...by, change: { active: true } })
}

// What was said and agreed with customers of the sample firm: promises, objections, instalments, notes, each on its own day.
import { delayOf, type InvoiceFact } from '#domain/reporting/facts'
import { addTask } from '#flows/add-task'
import { endAgreement } from '#flows/end-agreement'
import { judgeAgreements } from '#flows/judge-agreements'
import { type NewAgreement, recordAgreement } from '#flows/record-agreement'
import { writeNote } from '#flows/write-note'
import { inTransaction } from '#store/database'
import { addDays, type Day, daysBetween } from '#values/day'
import type { Id } from '#values/id'
import { divideRounded, money } from '#values/money'
import type { SamplePast } from './shell-on.ts'

/** One invoice of each customer, in the order given. */
const ofEach = (invoices: readonly InvoiceFact[]): readonly InvoiceFact[] => [
  ...new Map(invoices.map((invoice) => [invoice.customerId, invoice] as const)).values(),
]

export async function talkToCustomers({ shell, on, companyId, actor, today, invoices }: SamplePast): Promise<void> {
  const record = async (day: Day, invoice: InvoiceFact, words: string, terms: Terms): Promise<readonly Id[]> => {
    const common = {
      companyId,
      actor,
      customerId: invoice.customerId,
      invoiceIds: [invoice.id],
      words,
      byWhom: null,
      channel: 'phone' as const,
    }
    return inTransaction(shell.database, (tx) => recordAgreement(tx, on(day), { ...common, ...terms }))
  }
  const paidLate = ofEach(
    invoices.filter(
      (invoice) =>
        invoice.total.minor > 0n &&
        (delayOf(invoice) ?? 0) >= 6 &&
        invoice.settledOn !== null &&
        daysBetween(invoice.settledOn, today) < 70,
    ),
  )
  const overdue = ofEach(
    invoices
      .filter((invoice) => invoice.open.minor > 0n && invoice.dueOn !== null && daysBetween(invoice.dueOn, today) > 25)
      .toSorted((a, b) => (a.open.minor < b.open.minor ? -1 : 1)),
  ).toReversed()

  for (const invoice of paidLate.slice(0, 4)) {
    const paidOn = invoice.settledOn ?? today
    await record(addDays(paidOn, -4), invoice, 'Zapłacą, gdy spłynie im należność za montaż.', {
      kind: 'promise',
      amount: invoice.total,
      promisedOn: paidOn,
    })
  }
  for (const invoice of overdue.slice(0, 3))
    await record(addDays(today, -20), invoice, 'Obiecują przelew do końca tygodnia.', {
      kind: 'promise',
      amount: invoice.open,
      promisedOn: addDays(today, -13),
    })
  for (const [at, invoice] of overdue.slice(3, 5).entries())
    await record(addDays(today, -1), invoice, 'Przelew czeka na podpis prezesa.', {
      kind: 'promise',
      amount: invoice.open,
      promisedOn: addDays(today, 4 + at),
    })
  const [disputed, settledDispute, plan] = overdue.slice(5, 8)
  if (disputed !== undefined)
    await record(addDays(today, -6), disputed, 'Dwie oprawy z dostawy nie świecą, czekają na wymianę.', {
      kind: 'dispute',
      reason: 'quality',
      amount: null,
    })
  if (settledDispute !== undefined) {
    const words = 'Twierdzą, że faktury nie dostali.'
    const [holdId] = await record(addDays(today, -34), settledDispute, words, { kind: 'dispute', reason: 'no-invoice', amount: null })
    const why = 'Wysłano duplikat, potwierdzili odbiór.'
    if (holdId !== undefined) await endAgreement(on(addDays(today, -27)), { companyId, actor, holdId, outcome: 'rejected', why })
  }
  if (plan !== undefined) {
    const third = money(divideRounded(plan.open.minor, 3n), plan.open.currency)
    const last = money(plan.open.minor - 2n * third.minor, plan.open.currency)
    const rows = [third, third, last].map((amount, at) => ({ dueOn: addDays(today, 10 + at * 30), amount }))
    await record(addDays(today, -3), plan, 'Trzy raty, pierwsza za dziesięć dni.', { kind: 'instalments', rows })
  }
  await judgeAgreements(shell, { companyId })

  const notes = [
    'Księgowa odbiera tylko do 13:00.',
    'Nowy właściciel od października, prosi o zestawienie salda.',
    'Płacą po wypłacie z inwestycji, zwykle na początku miesiąca.',
  ]
  for (const [at, invoice] of overdue.slice(0, notes.length).entries())
    await writeNote(on(addDays(today, -15 + at * 5)), {
      companyId,
      actor,
      customerId: invoice.customerId,
      text: notes[at] ?? '',
      mentions: [],
    })
  const [first, second] = overdue
  const tasks = [
    { customer: first, text: 'Zadzwonić do prezesa przed wezwaniem do zapłaty', dueOn: today },
    { customer: second, text: 'Ustalić, czy dostawa z września jest już kompletna', dueOn: addDays(today, 2) },
  ]
  for (const { customer, text, dueOn } of tasks)
    if (customer !== undefined)
      await inTransaction(shell.database, (tx) =>
        addTask(tx, {
          companyId,
          kind: 'own',
          key: `own:sample:${customer.customerId}`,
          customerId: customer.customerId,
          facts: { text },
          dueOn,
          at: shell.clock.now(),
        }),
      )
}

type Terms = NewAgreement extends infer Each ? (Each extends NewAgreement ? Omit<Each, keyof Common> : never) : never
type Common = Pick<NewAgreement, 'companyId' | 'actor' | 'customerId' | 'invoiceIds' | 'words' | 'byWhom' | 'channel' | 'proofFileId'>

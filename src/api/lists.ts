// Views and columns of lists, and lists as files.
import * as contract from '#contract/lists'
import { chosenColumns, type ExportColumn, exportList } from '#flows/exports/export-list'
import { customerColumns, invoiceColumns, paymentColumns } from '#flows/exports/list-columns'
import { changeView, keepListChoices, removeView, saveView } from '#flows/save-view'
import type { Shell } from '#flows/shell'
import { readCompany } from '#store/views/company'
import { isOwedInOthers, streamCustomerRows } from '#store/views/customer-list'
import { listScopes } from '#store/views/dashboard-figures'
import { streamInvoiceRows } from '#store/views/invoice-list'
import { type KeptOfList, keptOfList } from '#store/views/list-choices'
import { streamPaymentRows } from '#store/views/payment-list'
import { membersOf } from '#store/views/people'
import { dayOf } from '#values/day'
import { Failure } from '#values/failure'
import { given } from '#values/given'
import type { Id } from '#values/id'
import type { Language } from '#values/language'
import type { Caller } from './caller.ts'
import { implement } from './implement.ts'

/** The routes are for people alone; the guard has seen to that. */
function userOf(caller: Caller): string {
  if (caller.kind !== 'person') throw new Failure('access.denied', { permission: 'signed-in' })
  return caller.userId
}

const viewOf = (userId: string) => (view: KeptOfList['views'][number]) => ({
  viewId: view.viewId,
  name: view.name,
  shared: view.shared,
  own: view.ownerUserId === userId,
  settings: { search: { ...view.settings.search }, columns: view.settings.columns === null ? null : [...view.settings.columns] },
})

type File = { readonly format: 'csv' | 'xlsx'; readonly columns?: string | undefined }

/** An amount says nothing without its currency: it follows the last of them when the list has amounts, and what there is in others. */
const withCurrency = (columns: string | undefined): string | undefined =>
  columns !== undefined && /\b(total|open|overdue|amount|unapplied)\b/.test(columns) ? `${columns},currency,others` : columns

async function fileOf<Row>(
  shell: Shell,
  about: { readonly companyId: Id; readonly language: Language; readonly list: contract.ListName; readonly file: File },
  columnsOf: (today: ReturnType<typeof dayOf>, names: ReadonlyMap<string, string>) => readonly ExportColumn<Row>[],
  pagesOf: (
    today: ReturnType<typeof dayOf>,
    currency: Awaited<ReturnType<typeof readCompany>>['baseCurrency'],
  ) => AsyncIterable<readonly Row[]>,
) {
  const company = await readCompany(shell.database, about.companyId)
  const madeAt = shell.clock.now()
  const today = dayOf(madeAt, company.timeZone)
  const names = new Map((await membersOf(shell.database, about.companyId)).map((member) => [member.userId, member.name]))
  return exportList({
    format: about.file.format,
    language: about.language,
    title: shell.translatorFor(about.language)(`${about.list}.title`),
    day: today,
    madeAt,
    columns: chosenColumns(columnsOf(today, names), withCurrency(about.file.columns)),
    pages: pagesOf(today, company.baseCurrency),
  })
}

export const listRoutes = [
  implement(contract.readListChoices, async ({ shell, company, caller, input }) => {
    const userId = userOf(caller)
    const { companyId, ownerUserId } = company
    const [{ views, columns, defaultViewId }, scopes, members] = await Promise.all([
      keptOfList(shell.database, companyId, userId, input.params.list),
      listScopes(shell.database, companyId),
      membersOf(shell.database, companyId),
    ])
    return {
      views: views.map(viewOf(userId)),
      columns: columns === null ? null : [...columns],
      defaultViewId,
      filters: { ...scopes, owners: ownerUserId === null ? members.map((member) => ({ userId: member.userId, name: member.name })) : [] },
    }
  }),
  implement(contract.keepListChoices, async ({ shell, company, caller, actor, input }) => {
    const { companyId } = company
    await keepListChoices(shell, { companyId, actor, userId: userOf(caller), list: input.params.list, choices: input.body })
    return {}
  }),
  implement(contract.saveView, async ({ shell, company, caller, actor, input }) => {
    const userId = userOf(caller)
    return viewOf(userId)(await saveView(shell, { companyId: company.companyId, actor, userId, list: input.params.list, ...input.body }))
  }),
  implement(contract.changeView, async ({ shell, company, caller, actor, input }) => {
    const userId = userOf(caller)
    const { viewId } = input.params
    return viewOf(userId)(await changeView(shell, { companyId: company.companyId, actor, userId, viewId, change: given(input.body) }))
  }),
  implement(contract.removeView, async ({ shell, company, caller, actor, input }) => {
    await removeView(shell, { companyId: company.companyId, actor, userId: userOf(caller), viewId: input.params.viewId })
    return {}
  }),
  implement(contract.exportInvoices, ({ shell, company, language, input }) => {
    const { format, columns, order, ...filter } = input.query
    const { companyId, ownerUserId } = company
    return fileOf(
      shell,
      { companyId, language, list: 'invoices', file: { format, columns } },
      (_, names) => invoiceColumns(shell.translatorFor(language), names),
      (today) => streamInvoiceRows(shell.database, companyId, { filter: { ...filter, ownerUserId }, order: order ?? '-issued', today }),
    )
  }),
  implement(contract.exportPayments, ({ shell, company, language, input }) => {
    const { format, columns, order, ...filter } = input.query
    const { companyId, ownerUserId } = company
    return fileOf(
      shell,
      { companyId, language, list: 'payments', file: { format, columns } },
      () => paymentColumns(shell.translatorFor(language)),
      (today) => streamPaymentRows(shell.database, companyId, { filter: { ...filter, ownerUserId }, order, today }),
    )
  }),
  implement(contract.exportCustomers, async ({ shell, company, language, input }) => {
    const { format, columns, order, ...filter } = input.query
    const { companyId, ownerUserId } = company
    const foreign = await isOwedInOthers(shell.database, companyId)
    return fileOf(
      shell,
      { companyId, language, list: 'customers', file: { format, columns } },
      (today, names) => customerColumns(shell.translatorFor(language), names, today, foreign),
      (today, currency) =>
        streamCustomerRows(shell.database, companyId, { filter: { ...filter, ownerUserId }, order: order ?? 'name', currency, today }),
    )
  }),
]

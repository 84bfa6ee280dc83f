// Entries of debtors at a bureau of economic information.
import * as contract from '#contract/big'
import { businessDayFrom } from '#domain/calendar/business-days'
import { changeEntry, changeNotice, enterDebtor, linkNotice, recordNotice } from '#flows/big/change-entry'
import { entryDocument } from '#flows/big/entry-document'
import { loadEntry } from '#flows/big/load-entry'
import { sentWarnings } from '#flows/big/sent-warnings'
import type { Shell } from '#flows/shell'
import { readCompany } from '#store/views/company'
import { requireVisibleCustomer } from '#store/views/visible-customer'
import { dayOf } from '#values/day'
import type { Id } from '#values/id'
import type { CompanyAccess } from './caller.ts'
import { type CompanyCall, implement } from './implement.ts'

async function clockOf(shell: Shell, access: CompanyAccess, customerId: Id) {
  await requireVisibleCustomer(shell.database, access.companyId, customerId, access.ownerUserId)
  const { timeZone } = await readCompany(shell.database, access.companyId)
  return { timeZone, today: dayOf(shell.clock.now(), timeZone) }
}

async function caseOf(shell: Shell, access: CompanyAccess, customerId: Id) {
  const { companyId } = access
  const { timeZone, today } = await clockOf(shell, access, customerId)
  const { judgement, entry, removed, notices, debtor, bureau } = await loadEntry(shell.database, companyId, customerId, today)
  const warnings = await sentWarnings(shell.database, shell, { companyId, customerId, bureau, timeZone })
  return {
    debtor,
    bureau,
    allowed: judgement.allowed,
    conditions: judgement.conditions.map((each) => ('numbers' in each ? { ...each, numbers: [...each.numbers] } : each)),
    earliestOn: judgement.earliestOn,
    workdayOn: judgement.earliestOn === null ? null : businessDayFrom(judgement.earliestOn),
    debts: [...judgement.debts],
    notices: [...notices],
    sent: warnings
      .filter((sent) => !notices.some((notice) => notice.outboxId === sent.outboxId))
      .map((sent) => ({ ...sent, numbers: [...sent.numbers] })),
    entry,
    removed: [...removed],
  }
}

type Call = Pick<CompanyCall<typeof contract.readBig>, 'shell' | 'company' | 'actor'> & {
  readonly input: { readonly params: { readonly customerId: Id } }
}

/** Does it for a customer whom the person may see, and answers with how it stands then. */
async function changed(
  { shell, company, actor, input }: Call,
  act: (about: { companyId: Id; actor: Call['actor']; customerId: Id }) => Promise<void>,
) {
  const { customerId } = input.params
  await requireVisibleCustomer(shell.database, company.companyId, customerId, company.ownerUserId)
  await act({ companyId: company.companyId, actor, customerId })
  return caseOf(shell, company, customerId)
}

export const bigRoutes = [
  implement(contract.readBig, ({ shell, company, input }) => caseOf(shell, company, input.params.customerId)),
  implement(contract.readBigDocument, async ({ shell, company, input }) => {
    const { customerId } = input.params
    const { today } = await clockOf(shell, company, customerId)
    return entryDocument(shell, { companyId: company.companyId, customerId, today, format: input.query.format })
  }),
  implement(contract.recordBigNotice, (call) => changed(call, (about) => recordNotice(call.shell, { ...about, ...call.input.body }))),
  implement(contract.linkBigNotice, (call) => changed(call, (about) => linkNotice(call.shell, { ...about, ...call.input.body }))),
  implement(contract.changeBigNotice, (call) =>
    changed(call, (about) => changeNotice(call.shell, { ...about, noticeId: call.input.params.bigNoticeId, act: call.input.body.act })),
  ),
  implement(contract.enterBig, (call) => changed(call, (about) => enterDebtor(call.shell, { ...about, ...call.input.body }))),
  implement(contract.changeBigEntry, (call) =>
    changed(call, (about) => changeEntry(call.shell, { ...about, entryId: call.input.params.bigEntryId, ...call.input.body })),
  ),
]

// Blocks and exceptions: the list, what a person decides, and the credit of one customer.
import * as contract from '#contract/credit-blocks'
import { looksLikePerson } from '#domain/credit/person-business'
import { writeActor } from '#flows/actor'
import { creditFacts, creditFrame, keptFigures } from '#flows/credit/credit-facts'
import { blockCustomer, decideProposedBlock, releaseCustomer, setPersonBusiness } from '#flows/credit/decide-blocks'
import { approveException, endException, grantException } from '#flows/credit/grant-exception'
import type { Shell } from '#flows/shell'
import { readCompany } from '#store/views/company'
import { type BlockRow, countBlocks, listBlockRows } from '#store/views/credit-blocks'
import { isCustomerOf, listHistory, listStandingExceptions, readStanding } from '#store/views/customer-credit'
import { namesOfPeople } from '#store/views/people'
import type { Currency } from '#values/currency'
import { addDays } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { money, zero } from '#values/money'
import type { CompanyAccess } from './caller.ts'
import { exceptionView, figuresView, linesView, nameOf, ratioView, ruleLinesView, userIdsOf } from './credit-views.ts'
import { implement } from './implement.ts'

const historyDays = 400

async function blockViews(shell: Shell, rows: readonly BlockRow[], base: Currency, caller: string) {
  const actors = rows.flatMap(({ createdBy, decidedBy, exception }) => [
    createdBy,
    decidedBy,
    exception?.createdBy ?? null,
    exception?.approvedBy ?? null,
  ])
  const people = await namesOfPeople(shell.database, [...new Set(userIdsOf(actors))])
  return rows.map(({ standing, ...row }) => {
    const now = standing === null ? null : figuresView(standing)
    return {
      blockId: row.blockId,
      customerId: row.customerId,
      customerName: row.customerName,
      taxId: row.taxId,
      source: row.source,
      state: row.state,
      reasons: [...row.reasons],
      figures: row.figures === null ? null : figuresView(row.figures),
      endFigures: row.endFigures === null ? null : figuresView(row.endFigures),
      why: row.why,
      createdByName: nameOf(row.createdBy, people),
      createdAt: row.createdAt,
      decidedByName: row.decidedBy === null ? null : nameOf(row.decidedBy, people),
      startedAt: row.startedAt,
      endedAt: row.endedAt,
      endWhy: row.endWhy,
      exception: row.exception === null ? null : exceptionView(row.exception, people, caller),
      open: now?.open ?? zero(base),
      overdue: now?.overdue ?? zero(base),
      basisPoints: now?.basisPoints ?? null,
      mayDecide: row.state !== 'ended' && !(row.source === 'manual' && row.createdBy === caller),
    }
  })
}

async function customerCredit(shell: Shell, access: CompanyAccess, customerId: Id, caller: string) {
  const { database } = shell
  const { companyId } = access
  if (!(await isCustomerOf(database, companyId, customerId, access.ownerUserId))) throw new Failure('customer.not-found')
  const frame = await creditFrame(database, companyId, shell.clock.now())
  const { base, settings, today } = frame
  const [facts] = await creditFacts(database, frame, [customerId])
  if (facts === undefined) throw new Failure('customer.not-found')
  const standing = await readStanding(database, companyId, customerId)
  const { rows } = await listBlockRows(database, companyId, { filter: { view: null, customerId, ownerUserId: null, today }, limit: 50 })
  const exceptions = await listStandingExceptions(database, companyId, customerId, today)
  const people = await namesOfPeople(database, [...userIdsOf(exceptions.flatMap((each) => [each.createdBy, each.approvedBy]))])
  const own = frame.rules.find(({ scope }) => scope.kind === 'customer' && scope.customerId === customerId)
  const limit = facts.lines.creditLimit
  const left = limit === null ? null : limit - facts.figures.openMinor
  return {
    active: settings.active,
    ratio: ratioView(settings.ratio, base),
    figures: figuresView(keptFigures(facts, base)),
    level: standing?.level ?? ('clear' as const),
    reasons: [...(standing?.reasons ?? [])],
    risk: facts.risk,
    lines: linesView(facts.lines, base),
    ownLines: own === undefined ? null : ruleLinesView(own.thresholds, base),
    limitLeft: left === null ? null : money(left < 0n ? 0n : left, base),
    blocked: standing?.blocked ?? false,
    blockedSince: standing?.blockedSince ?? null,
    person: facts.customer.personBusiness ?? looksLikePerson(facts.customer.name),
    personChosen: facts.customer.personBusiness !== null,
    blocks: await blockViews(shell, rows, base, caller),
    exceptions: exceptions.map((each) => exceptionView(each, people, caller)),
    history: (await listHistory(database, companyId, customerId, addDays(today, -historyDays))).map((row) => ({
      on: row.on,
      basisPoints: row.basisPoints === null ? null : Number(row.basisPoints),
      lack: row.lack,
      overdue: money(row.overdueMinor, base),
      open: money(row.openMinor, base),
    })),
  }
}

export const creditBlockRoutes = [
  implement(contract.listBlocks, async ({ shell, company, actor, input }) => {
    const { companyId, ownerUserId } = company
    const { baseCurrency } = await readCompany(shell.database, companyId)
    const frame = await creditFrame(shell.database, companyId, shell.clock.now())
    const { view, after, limit } = input.query
    const filter = { view: view ?? 'active', ownerUserId, today: frame.today } as const
    const page = await listBlockRows(shell.database, companyId, { filter, after, limit })
    return {
      rows: await blockViews(shell, page.rows, baseCurrency, writeActor(actor)),
      next: page.next,
      total: null,
      counts: await countBlocks(shell.database, companyId, filter),
      active: frame.settings.active,
    }
  }),
  implement(contract.blockCustomer, async ({ shell, company, actor, input }) => {
    await blockCustomer(shell, { companyId: company.companyId, actor, ...input.body })
    return {}
  }),
  implement(contract.decideBlock, async ({ shell, company, actor, input }) => {
    await decideProposedBlock(shell, { companyId: company.companyId, actor, blockId: input.params.blockId, ...input.body })
    return {}
  }),
  implement(contract.releaseCustomer, async ({ shell, company, actor, input }) => {
    await releaseCustomer(shell, { companyId: company.companyId, actor, blockId: input.params.blockId, why: input.body.why })
    return {}
  }),
  implement(contract.grantException, async ({ shell, company, actor, input }) => {
    await grantException(shell, { companyId: company.companyId, actor, ...input.body })
    return {}
  }),
  implement(contract.approveException, async ({ shell, company, actor, input }) => {
    await approveException(shell, { companyId: company.companyId, actor, exceptionId: input.params.exceptionId })
    return {}
  }),
  implement(contract.endException, async ({ shell, company, actor, input }) => {
    await endException(shell, { companyId: company.companyId, actor, exceptionId: input.params.exceptionId })
    return {}
  }),
  implement(contract.readCustomerCredit, ({ shell, company, actor, input }) =>
    customerCredit(shell, company, input.params.customerId, writeActor(actor)),
  ),
  implement(contract.setPersonBusiness, async ({ shell, company, actor, input }) => {
    const { customerId } = input.params
    await setPersonBusiness(shell, { companyId: company.companyId, actor, customerId, personBusiness: input.body.personBusiness })
    return {}
  }),
]

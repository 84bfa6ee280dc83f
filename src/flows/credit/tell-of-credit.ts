// Tells of what an evaluation changed: people, the CRM, other systems of the firm, and the audit log with the figures that caused it.
import { type AuditLine, appendAudit } from '#store/audit'
import type { Tx } from '#store/database'
import { planRepeated } from '#store/outbox'
import { listConnectionsTaking } from '#store/push-targets'
import { getSendingCompany } from '#store/sending-companies'
import { formatDecimal } from '#values/decimal'
import { writeId } from '#values/id'
import { money } from '#values/money'
import { system, writeActor } from '../actor.ts'
import { alertTeam } from '../alert-team.ts'
import { publishEvents } from '../publish-event.ts'
import type { Shell } from '../shell.ts'
import { standingEffects } from '../standing-effects.ts'
import type { CreditFrame } from './credit-facts.ts'
import type { CreditTurn } from './credit-turn.ts'
import { reasonText } from './reason-text.ts'

type Told = { readonly cause: string; readonly at: Date }

const becameBlocked = ({ before, after }: CreditTurn): boolean => !before.blocked && after.blocked
const becameFree = ({ before, after }: CreditTurn): boolean => before.blocked && !after.blocked
const becameWarned = ({ before, after }: CreditTurn): boolean => before.level === 'clear' && after.level === 'warned'

/** What the CRM shows of a customer has changed. */
const isNews = ({ before, after }: CreditTurn): boolean => before.blocked !== after.blocked || before.basisPoints !== after.basisPoints

export async function tellOfCredit(tx: Tx, shell: Shell, frame: CreditFrame, turns: readonly CreditTurn[], told: Told): Promise<void> {
  const { companyId } = frame
  const connections = await listConnectionsTaking(tx, companyId, 'customer-standing')
  const news = turns.filter(isNews).map(({ after }) => after.customerId)
  await planRepeated(tx, companyId, standingEffects(connections, news), told.cause, told.at)
  const blocked = turns.filter(becameBlocked)
  const free = turns.filter(becameFree)
  await publishEvents(tx, companyId, [
    ...blocked.map((turn) => ({ type: 'customer.blocked' as const, ...eventOf(frame, turn, told.at) })),
    ...free.map((turn) => ({ type: 'customer.released' as const, ...eventOf(frame, turn, told.at) })),
  ])
  await alertPeople(tx, shell, frame, turns, told.at)
  await appendAudit(
    tx,
    companyId,
    told.at,
    turns.flatMap((turn) => auditLines(turn, told.cause)),
  )
}

/** The same figures that the question "may we sell" is answered with. */
function eventOf(frame: CreditFrame, { facts, after }: CreditTurn, at: Date) {
  const { figures, lines, customer } = facts
  const text = (minor: bigint): string => formatDecimal(money(minor, frame.base))
  const left = lines.creditLimit === null ? null : lines.creditLimit - figures.openMinor
  return {
    key: `${after.customerId}:${at.toISOString()}`,
    at,
    data: {
      customerId: writeId('customer', after.customerId),
      name: customer.name,
      taxId: customer.taxId,
      blocked: after.blocked,
      blockedSince: after.blockedSince?.toISOString() ?? null,
      currency: frame.base,
      open: text(figures.openMinor),
      overdue: text(figures.overdueMinor),
      limitLeft: left === null ? null : text(left < 0n ? 0n : left),
      debtRatioPercent: after.basisPoints === null ? null : Number(after.basisPoints) / 100,
      reasons: after.reasons,
    },
  }
}

async function alertPeople(tx: Tx, shell: Shell, frame: CreditFrame, turns: readonly CreditTurn[], at: Date): Promise<void> {
  const told = turns.filter((turn) => becameBlocked(turn) || becameFree(turn) || becameWarned(turn) || turn.proposed !== null)
  if (told.length === 0) return
  const { language } = await getSendingCompany(tx, frame.companyId)
  const translate = shell.translatorFor(language)
  for (const turn of told) {
    const { customerId, reasons } = turn.after
    const why = reasonText(translate, language, frame.base, reasons)
    const customer = turn.facts.customer.name
    const about = { companyId: frame.companyId, key: `${customerId}:${at.toISOString()}`, customerId, link: linkOf(frame, customerId), at }
    if (becameBlocked(turn)) {
      const reason = turn.byHand === null ? why : translate('credit.told.byHand', { why: turn.byHand })
      await alertTeam(tx, shell, { ...about, topic: 'customer-blocked', facts: { customer, reason } })
    } else if (becameFree(turn)) {
      const reason = translate(
        turn.ended.length === 0 ? 'credit.told.byPerson' : frame.settings.active ? 'credit.told.paid' : 'credit.told.off',
      )
      await alertTeam(tx, shell, { ...about, topic: 'customer-released', facts: { customer, reason } })
    } else {
      const detail = turn.proposed === null ? why : translate('credit.told.proposed', { why })
      await alertTeam(tx, shell, { ...about, topic: 'threshold-crossed', facts: { customer, detail } })
    }
  }
}

const linkOf = (frame: CreditFrame, customerId: string): string =>
  `/${writeId('company', frame.companyId)}/customers/${writeId('customer', customerId)}`

function auditLines({ before, after, proposed, started, ended }: CreditTurn, cause: string): readonly AuditLine[] {
  const line = (action: string, change: object): AuditLine => ({
    actor: writeActor(system),
    actorName: system.name,
    action,
    subjectKind: 'customer',
    subjectId: after.customerId,
    change: { cause, figures: after.figures, ...change },
  })
  return [
    ...(proposed === null ? [] : [line('credit.block-proposed', { blockId: proposed.blockId, reasons: proposed.reasons })]),
    ...(started === null ? [] : [line('credit.blocked', { blockId: started.blockId, reasons: started.reasons })]),
    ...ended.map((block) => line('credit.block-ended', { blockId: block.blockId, was: block.state, before: block.figures })),
    ...(before.level === 'clear' && after.level === 'warned' ? [line('credit.warned', { reasons: after.reasons })] : []),
    ...(before.blocked !== after.blocked && started === null && ended.length === 0
      ? [line(after.blocked ? 'credit.supply-stopped' : 'credit.supply-resumed', {})]
      : []),
  ]
}

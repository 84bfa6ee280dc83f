// What every step of taking something in is handed: whose it is, where it comes from, and when.
import { type Company, getCompany } from '#store/companies'
import type { ChangedKeeping } from '#store/customer-keeping'
import type { Tx } from '#store/database'
import { type Day, dayOf } from '#values/day'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

export type Intake = {
  readonly companyId: Id
  readonly company: Company
  readonly importId: Id
  readonly connectionId: Id | null
  /** By which the source's own ids are kept apart: the connection's id, or `file:<format>`. */
  readonly sourceKey: string
  readonly actor: string
  readonly at: Date
  readonly today: Day
  /** Segments that known customers lacked, and new customers whom the rule of their segment gave an owner: `finishIntake` sees to both. */
  readonly segments: Map<Id, string>
  readonly owned: ChangedKeeping[]
}

export const fileSourceKey = (format: string): string => `file:${format}`

/** Opens the work of a transaction; imports of one company take turns here, so that none makes a customer or an invoice that another is making. */
export async function beginIntake(
  tx: Tx,
  shell: Shell,
  of: {
    readonly companyId: Id
    readonly importId: Id
    readonly connectionId: Id | null
    readonly sourceKey: string
    readonly actor: Actor
  },
): Promise<Intake> {
  await tx.selectFrom('companies').select('company_id').where('company_id', '=', of.companyId).forNoKeyUpdate().execute()
  const company = await getCompany(tx, of.companyId)
  const at = shell.clock.now()
  return { ...of, company, actor: writeActor(of.actor), at, today: dayOf(at, company.timeZone), segments: new Map(), owned: [] }
}

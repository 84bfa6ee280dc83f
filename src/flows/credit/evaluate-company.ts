// Judges all customers of a company, a few in each transaction: every day, because time alone changes debts, and when the rules have changed.
import { listCreditCustomers } from '#store/credit/facts'
import { inTransaction } from '#store/database'
import type { Id } from '#values/id'
import type { Shell } from '../shell.ts'
import { evaluateCredit } from './evaluate-credit.ts'

const customersAtOnce = 200

/** Says how many were blocked and released. Killed in between, the next run does the rest. */
export async function evaluateCompany(
  shell: Shell,
  companyId: Id,
  cause: string,
): Promise<{ readonly blocked: number; readonly released: number }> {
  const ids = (await listCreditCustomers(shell.database, companyId, null)).map(({ customerId }) => customerId)
  const at = shell.clock.now()
  const counts = { blocked: 0, released: 0 }
  for (let from = 0; from < ids.length; from += customersAtOnce) {
    const customerIds = ids.slice(from, from + customersAtOnce)
    const { blocked, released } = await inTransaction(shell.database, (tx) =>
      evaluateCredit(tx, shell, { companyId, customerIds, cause, at }),
    )
    counts.blocked += blocked
    counts.released += released
  }
  return counts
}

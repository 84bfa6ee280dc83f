// The company's own accounts, known from the statements that came.
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { newId } from './new-id.ts'

export type BankAccount = {
  readonly id: Id
  readonly account: string
  readonly currency: Currency
  readonly name: string | null
  readonly bank: string | null
  readonly kind: string
  /** The latest booking day that any statement of it has shown. */
  readonly lastBookedOn: Day | null
  readonly lastReadAt: Date | null
}

/** The account by its number and currency; made when a statement shows it for the first time. */
export async function ensureBankAccount(
  executor: Executor,
  companyId: Id,
  made: { readonly account: string; readonly currency: Currency; readonly bank: string | null },
  at: Date,
): Promise<Id> {
  await executor
    .insertInto('bank_accounts')
    .values({ company_id: companyId, account_id: newId(), account: made.account, currency: made.currency, bank: made.bank, created_at: at })
    .onConflict((conflict) => conflict.columns(['company_id', 'account', 'currency']).doNothing())
    .execute()
  const row = await executor
    .selectFrom('bank_accounts')
    .select('account_id')
    .where('company_id', '=', companyId)
    .where('account', '=', made.account)
    .where('currency', '=', made.currency)
    .executeTakeFirstOrThrow()
  return row.account_id
}

/** Notes how far the account is known; an older statement moves nothing back. */
export const noteAccountRead = (executor: Executor, companyId: Id, accountId: Id, lastBookedOn: Day | null, at: Date): Promise<unknown> =>
  executor
    .updateTable('bank_accounts')
    .set((eb) => ({
      last_read_at: at,
      ...(lastBookedOn === null
        ? {}
        : { last_booked_on: eb.fn<Day>('greatest', ['last_booked_on', eb.cast<Day>(eb.val(lastBookedOn), 'date')]) }),
    }))
    .where('company_id', '=', companyId)
    .where('account_id', '=', accountId)
    .execute()

export const listBankAccounts = async (executor: Executor, companyId: Id): Promise<BankAccount[]> =>
  (await executor.selectFrom('bank_accounts').selectAll().where('company_id', '=', companyId).orderBy('account').execute()).map((row) => ({
    id: row.account_id,
    account: row.account,
    currency: row.currency as Currency,
    name: row.name,
    bank: row.bank,
    kind: row.kind,
    lastBookedOn: row.last_booked_on,
    lastReadAt: row.last_read_at,
  }))

// Facts of this installation as a whole; the one table without a company beside those of sign-in.
import type { Executor } from './database.ts'

/** Sending is off on a restored copy until a person turns it on: two copies must not both write to customers. */
export async function isSendingAllowed(executor: Executor): Promise<boolean> {
  const row = await executor.selectFrom('installation').select('value').where('key', '=', 'sending').executeTakeFirst()
  return row === undefined || !('allowed' in row.value) || row.value.allowed !== false
}

export async function allowSending(executor: Executor, at: Date): Promise<void> {
  const value = JSON.stringify({ allowed: true, since: at.toISOString() })
  await executor
    .insertInto('installation')
    .values({ key: 'sending', value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

// The first account of an installation: whoever asks first gets it, whichever process is asked.
import { inTransaction } from '#store/database'
import { hasAccounts, holdFirstAccount } from '#store/people'
import { Failure } from '#values/failure'
import type { Shell } from './shell.ts'

/** Throws Failure `session.first-account-exists`, and what `make` throws: nothing is taken then, and the next one may try. */
export const makeFirstAccount = <Account>(shell: Pick<Shell, 'database'>, make: () => Promise<Account>): Promise<Account> =>
  inTransaction(shell.database, async (tx) => {
    // Not waited for: whoever waited would hold a connection that the maker may need.
    if (!(await holdFirstAccount(tx)) || (await hasAccounts(tx))) throw new Failure('session.first-account-exists')
    return make()
  })

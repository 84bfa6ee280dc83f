// What the house itself keeps of people beside the sign-in library: name, language, the end of sessions.
import { changePerson as storeChange, endSession as storeEnd, endSessionsOf as storeEndAll, hasAccounts as storeHas } from '#store/people'
import type { Shell } from './shell.ts'

type Keeping = Pick<Shell, 'database' | 'clock'>

export const hasAccounts = ({ database }: Pick<Shell, 'database'>): Promise<boolean> => storeHas(database)

export const changePerson = (
  { database, clock }: Keeping,
  userId: string,
  change: { readonly name?: string; readonly language?: string },
): Promise<void> => storeChange(database, userId, change, clock.now())

/** Ends one session of a person; of nobody else. */
export const endSession = ({ database }: Pick<Shell, 'database'>, userId: string, sessionId: string): Promise<void> =>
  storeEnd(database, userId, sessionId)

export const endSessionsOf = ({ database }: Pick<Shell, 'database'>, userId: string): Promise<void> => storeEndAll(database, userId)

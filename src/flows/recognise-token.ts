// Knows an API token by its text and notes that it was used.
import { createHash } from 'node:crypto'
import { type ApiToken, findLiveToken, touchToken } from '#store/api-tokens'
import type { Shell } from './shell.ts'

const tokenHashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** A token that was used a moment ago need not be written again: asking stays reading. */
const noteAfterMs = 60_000
const isStale = (lastUsedAt: Date | null, now: Date): boolean => lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= noteAfterMs

/** Null for a token that is unknown, revoked or past its day. */
export async function recogniseToken(shell: Pick<Shell, 'database' | 'clock'>, text: string): Promise<ApiToken | null> {
  const now = shell.clock.now()
  const token = await findLiveToken(shell.database, tokenHashOf(text), now)
  if (token !== null && isStale(token.lastUsedAt, now)) await touchToken(shell.database, token.companyId, token.tokenId, now)
  return token
}

// API tokens: made with rights that their maker has, shown once, revoked at once.
import { createHash, randomBytes } from 'node:crypto'
import { grantOf, type Permission, type Role } from '#domain/access/permissions'
import { type ApiToken, appendToken, revokeToken as storeRevoke } from '#store/api-tokens'
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import { newId } from '#store/new-id'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

export type MadeToken = { readonly token: string; readonly view: ApiToken }

/** Throws Failure `tokens.scope-refused` for a right that the maker does not have himself. */
export async function makeToken(
  shell: Shell,
  command: {
    readonly companyId: Id
    readonly actor: Actor
    readonly role: Role
    readonly name: string
    readonly scopes: readonly Permission[]
    readonly days: number | null
  },
): Promise<MadeToken> {
  const { companyId, actor, name, scopes } = command
  const refused = scopes.find((scope) => grantOf(command.role, scope) !== 'all')
  if (refused !== undefined) throw new Failure('tokens.scope-refused', { scope: refused })
  const now = shell.clock.now()
  const token = `skb_${randomBytes(30).toString('base64url')}`
  const view: ApiToken = {
    tokenId: newId(),
    companyId,
    name,
    hint: token.slice(-4),
    scopes,
    createdAt: now,
    lastUsedAt: null,
    expiresAt: command.days === null ? null : new Date(now.getTime() + command.days * 86_400_000),
  }
  await inTransaction(shell.database, async (tx) => {
    await appendToken(tx, { ...view, tokenHash: createHash('sha256').update(token).digest('hex'), createdBy: actor.id })
    await appendAudit(tx, companyId, now, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'tokens.made',
        subjectKind: 'token',
        subjectId: view.tokenId,
        change: { name, scopes },
      },
    ])
  })
  return { token, view }
}

/** Throws Failure `token.not-found`. */
export async function revokeToken(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly tokenId: Id },
): Promise<void> {
  const now = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    if (!(await storeRevoke(tx, command.companyId, command.tokenId, now))) throw new Failure('token.not-found')
    await appendAudit(tx, command.companyId, now, [
      {
        actor: writeActor(command.actor),
        actorName: command.actor.name,
        action: 'tokens.revoked',
        subjectKind: 'token',
        subjectId: command.tokenId,
      },
    ])
  })
}

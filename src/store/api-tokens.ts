// API tokens: only the hash of a token is kept.
import type { Id } from '#values/id'
import type { Executor } from './database.ts'

export type ApiToken = {
  readonly tokenId: Id
  readonly companyId: Id
  readonly name: string
  readonly hint: string
  readonly scopes: readonly string[]
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
}

const columns = ['token_id', 'company_id', 'name', 'hint', 'scopes', 'created_at', 'expires_at', 'last_used_at'] as const

type Row = {
  token_id: Id
  company_id: Id
  name: string
  hint: string
  scopes: string[]
  created_at: Date
  expires_at: Date | null
  last_used_at: Date | null
}
const toToken = (row: Row): ApiToken => ({
  tokenId: row.token_id,
  companyId: row.company_id,
  name: row.name,
  hint: row.hint,
  scopes: row.scopes,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
})

/** The token of a hash, unless revoked or past its day. */
export async function findLiveToken(executor: Executor, tokenHash: string, now: Date): Promise<ApiToken | null> {
  const row = await executor
    .selectFrom('api_tokens')
    .select(columns)
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst()
  return row === undefined ? null : toToken(row)
}

export async function listTokens(executor: Executor, companyId: Id): Promise<readonly ApiToken[]> {
  const rows = await executor
    .selectFrom('api_tokens')
    .select(columns)
    .where('company_id', '=', companyId)
    .where('revoked_at', 'is', null)
    .orderBy('created_at')
    .execute()
  return rows.map(toToken)
}

export async function appendToken(
  executor: Executor,
  token: ApiToken & { readonly tokenHash: string; readonly createdBy: string },
): Promise<void> {
  await executor
    .insertInto('api_tokens')
    .values({
      company_id: token.companyId,
      token_id: token.tokenId,
      name: token.name,
      token_hash: token.tokenHash,
      hint: token.hint,
      scopes: [...token.scopes],
      created_by: token.createdBy,
      created_at: token.createdAt,
      expires_at: token.expiresAt,
      last_used_at: null,
      revoked_at: null,
    })
    .execute()
}

/** False when there is no such token in the company. */
export async function revokeToken(executor: Executor, companyId: Id, tokenId: Id, at: Date): Promise<boolean> {
  const result = await executor
    .updateTable('api_tokens')
    .set({ revoked_at: at })
    .where('company_id', '=', companyId)
    .where('token_id', '=', tokenId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Written at most once a minute for a token, so that reading does not become writing. */
export async function touchToken(executor: Executor, companyId: Id, tokenId: Id, at: Date): Promise<void> {
  await executor
    .updateTable('api_tokens')
    .set({ last_used_at: at })
    .where('company_id', '=', companyId)
    .where('token_id', '=', tokenId)
    .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<', new Date(at.getTime() - 60_000))]))
    .execute()
}

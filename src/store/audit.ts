// The audit log: who did what, when and why; each line holds the hash of the one before, so that none can be changed or left out unseen.
import { createHash } from 'node:crypto'
import type { Id } from '#values/id'
import type { Executor, Tx } from './database.ts'
import { newId } from './new-id.ts'
import { safeJson } from './safe-json.ts'

export type AuditLine = {
  readonly actor: string
  readonly actorName: string | null
  readonly action: string
  readonly subjectKind?: string
  readonly subjectId?: string
  readonly why?: string | null
  readonly change?: object
}

const genesis = '0'.repeat(64)
/** A statement carries at most 65,535 values. */
const rowsAtOnce = 2_000

/** Keys in order, so that the text is the same after a way through jsonb. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, canonical(part)]),
  )
}

const hashOf = (previous: string, facts: object): string =>
  createHash('sha256')
    .update(previous)
    .update(JSON.stringify(canonical(facts)))
    .digest('hex')

/** Appends lines at the end of a transaction; the company's chain is locked until it ends, so call this last. */
export async function appendAudit(tx: Tx, companyId: Id, at: Date, lines: readonly AuditLine[]): Promise<void> {
  if (lines.length === 0) return
  await tx
    .insertInto('audit_heads')
    .values({ company_id: companyId, sequence: 0n, hash: genesis })
    .onConflict((conflict) => conflict.column('company_id').doNothing())
    .execute()
  const head = await tx.selectFrom('audit_heads').selectAll().where('company_id', '=', companyId).forUpdate().executeTakeFirstOrThrow()
  let { sequence, hash } = head
  const rows = lines.map((line) => {
    sequence += 1n
    const change: unknown = JSON.parse(safeJson(line.change ?? {}))
    const facts = {
      companyId,
      sequence: sequence.toString(),
      at: at.toISOString(),
      actor: line.actor,
      actorName: line.actorName,
      action: line.action,
      subjectKind: line.subjectKind ?? null,
      subjectId: line.subjectId ?? null,
      why: line.why ?? null,
      change,
    }
    const previous = hash
    hash = hashOf(previous, facts)
    return {
      company_id: companyId,
      audit_id: newId(),
      sequence,
      at,
      actor: facts.actor,
      actor_name: facts.actorName,
      action: facts.action,
      subject_kind: facts.subjectKind,
      subject_id: facts.subjectId,
      why: facts.why,
      change: JSON.stringify(change),
      previous_hash: previous,
      hash,
    }
  })
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await tx
      .insertInto('audit')
      .values(rows.slice(from, from + rowsAtOnce))
      .execute()
  await tx.updateTable('audit_heads').set({ sequence, hash }).where('company_id', '=', companyId).execute()
}

export type AuditCheck = { readonly ok: true; readonly lines: bigint } | { readonly ok: false; readonly brokenAt: bigint }

/** Reads the whole chain of a company and says whether every line is as it was written, none is missing and the head is the last. */
export async function verifyAuditChain(executor: Executor, companyId: Id): Promise<AuditCheck> {
  const head = await executor.selectFrom('audit_heads').selectAll().where('company_id', '=', companyId).executeTakeFirst()
  let sequence = 0n
  let hash = genesis
  for (;;) {
    const rows = await executor
      .selectFrom('audit')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('sequence', '>', sequence)
      .orderBy('sequence')
      .limit(1_000)
      .execute()
    if (rows.length === 0) break
    for (const row of rows) {
      const expected = sequence + 1n
      const facts = {
        companyId,
        sequence: row.sequence.toString(),
        at: row.at.toISOString(),
        actor: row.actor,
        actorName: row.actor_name,
        action: row.action,
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        why: row.why,
        change: row.change,
      }
      if (row.sequence !== expected || row.previous_hash !== hash || row.hash !== hashOf(hash, facts))
        return { ok: false, brokenAt: expected }
      sequence = expected
      hash = row.hash
    }
  }
  if ((head?.sequence ?? 0n) !== sequence || (head?.hash ?? genesis) !== hash) return { ok: false, brokenAt: sequence + 1n }
  return { ok: true, lines: sequence }
}

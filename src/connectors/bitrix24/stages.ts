// Which stage of a smart invoice means paid, failed or under way; every portal names and orders its stages itself.
import type { ConnectorContext, Cursor, InvoiceStatusWord } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import { dayOf } from '#values/day'
import { read } from './api.ts'
import { parse, statusesSchema } from './schema.ts'

export type Stages = { readonly paid: string; readonly failed: string | null; readonly underWay: readonly string[] }

/** Reads the stages of a funnel by their meaning (S paid, F failed, none under way) and keeps them in the memory for the day. */
export async function stagesOf(
  context: ConnectorContext,
  categoryId: number,
  memory: Cursor,
): Promise<{ readonly stages: Stages; readonly memory: Cursor }> {
  const key = `stages${categoryId}`
  const today = dayOf(context.clock.now(), context.timeZone)
  const kept = memory[key]
  if (typeof kept === 'string' && kept.startsWith(`${today} `)) return { stages: JSON.parse(kept.slice(11)) as Stages, memory }
  const answer = await read(context, 'crm.status.list', {
    filter: { ENTITY_ID: `SMART_INVOICE_STAGE_${categoryId}` },
    order: { SORT: 'ASC' },
  })
  const rows = [...parse(statusesSchema, answer.result, 'crm.status.list')].sort((a, b) => Number(a.SORT) - Number(b.SORT))
  const paid = rows.find(({ SEMANTICS }) => SEMANTICS === 'S')?.STATUS_ID
  if (paid === undefined) throw new ConnectorFailure('misconfigured', { reason: 'no-paid-stage', category: categoryId })
  const stages: Stages = {
    paid,
    failed: rows.find(({ SEMANTICS }) => SEMANTICS === 'F')?.STATUS_ID ?? null,
    underWay: rows.filter(({ SEMANTICS }) => SEMANTICS !== 'S' && SEMANTICS !== 'F').map(({ STATUS_ID }) => STATUS_ID),
  }
  return { stages, memory: { ...memory, [key]: `${today} ${JSON.stringify(stages)}` } }
}

/** The stage that tells the truth; null leaves it, so that the salesperson's own stages under way stay as they are. */
export function stageFor(status: InvoiceStatusWord, now: string | null, stages: Stages): string | null {
  const wanted = status === 'paid' || status === 'overpaid' ? stages.paid : status === 'written-off' ? stages.failed : null
  if (wanted !== null) return wanted === now ? null : wanted
  return now !== null && stages.underWay.includes(now) ? null : (stages.underWay[0] ?? null)
}

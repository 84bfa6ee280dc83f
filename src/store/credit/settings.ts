// How a company counts the debt ratio and which lines it draws, for whom.
import * as z from 'zod'
import { numerators, periods, type RatioDefinition, usualRatio } from '#domain/credit/ratio-definition'
import { riskClasses } from '#domain/credit/risk-class'
import type { CreditRule, CreditScope, PartialThresholds } from '#domain/credit/thresholds'
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor, Tx } from '../database.ts'
import { newId } from '../new-id.ts'
import { safeJson } from '../safe-json.ts'

const digits = z
  .string()
  .regex(/^-?\d{1,18}$/)
  .transform((text) => BigInt(text))

const ratioSchema = z.object({
  numerator: z.enum(numerators),
  period: z.enum(periods),
  turnover: z.enum(['net', 'gross']),
  disputed: z.enum(['in', 'out']),
  leastTurnoverMinor: digits,
  leastAgeDays: z.number().int().nonnegative(),
})

const line = z.number().int().nullable().optional()
const amount = digits.nullable().optional()
const thresholdsSchema = z.object({
  ratioWarn: line,
  ratioBlock: line,
  ratioRelease: line,
  overdueAmount: amount,
  overdueAmountRelease: amount,
  overdueDays: line,
  creditLimit: amount,
  riskBlock: z.enum(riskClasses).nullable().optional(),
})

export type CreditSettings = {
  readonly ratio: RatioDefinition
  readonly active: boolean
  readonly fourEyes: boolean
  /** What the kept days were counted by, and up to which day; null before the first count. */
  readonly historyOf: string | null
  readonly historyUntil: Day | null
}

export type StoredRule = CreditRule & { readonly ruleId: Id; readonly changedBy: string; readonly changedAt: Date }

const usual: CreditSettings = { ratio: usualRatio, active: false, fourEyes: false, historyOf: null, historyUntil: null }

function readStored<T>(schema: z.ZodType<T>, value: unknown, companyId: Id): T {
  const parsed = schema.safeParse(value)
  // A line that cannot be read must not become a usual one: it would block or release by a figure that nobody chose.
  if (!parsed.success) throw new Failure('credit.settings-unreadable', { companyId }, { cause: parsed.error })
  return parsed.data
}

/** The company's settings; the usual ones, not active, until somebody has chosen. Failure `credit.settings-unreadable`. */
export async function getCreditSettings(executor: Executor, companyId: Id): Promise<CreditSettings> {
  const row = await executor.selectFrom('credit_settings').selectAll().where('company_id', '=', companyId).executeTakeFirst()
  if (row === undefined) return usual
  return {
    ratio: readStored(ratioSchema, row.ratio, companyId),
    active: row.active,
    fourEyes: row.four_eyes,
    historyOf: row.history_of,
    historyUntil: row.history_until,
  }
}

export async function saveCreditSettings(
  tx: Tx,
  companyId: Id,
  settings: Pick<CreditSettings, 'ratio' | 'active' | 'fourEyes'>,
  by: { readonly actor: string; readonly at: Date },
): Promise<void> {
  const set = {
    ratio: safeJson(settings.ratio),
    active: settings.active,
    four_eyes: settings.fourEyes,
    changed_by: by.actor,
    changed_at: by.at,
  }
  await tx
    .insertInto('credit_settings')
    .values({ company_id: companyId, ...set })
    .onConflict((conflict) => conflict.column('company_id').doUpdateSet(set))
    .execute()
}

export async function noteHistory(tx: Tx, companyId: Id, settings: CreditSettings, of: string, until: Day, at: Date): Promise<void> {
  await tx
    .insertInto('credit_settings')
    .values({
      company_id: companyId,
      ratio: safeJson(settings.ratio),
      changed_by: 'system:system',
      changed_at: at,
      history_of: of,
      history_until: until,
    })
    .onConflict((conflict) => conflict.column('company_id').doUpdateSet({ history_of: of, history_until: until }))
    .execute()
}

/** All days are counted again the next time. */
export async function forgetHistory(tx: Tx, companyId: Id): Promise<void> {
  await tx.updateTable('credit_settings').set({ history_of: null, history_until: null }).where('company_id', '=', companyId).execute()
}

const scopeOf = (row: { scope: string; segment: string | null; customer_id: Id | null }): CreditScope => {
  if (row.scope === 'segment' && row.segment !== null) return { kind: 'segment', segment: row.segment }
  if (row.scope === 'customer' && row.customer_id !== null) return { kind: 'customer', customerId: row.customer_id }
  return { kind: 'company' }
}

/** Rules in force. Failure `credit.settings-unreadable`. */
export async function listCreditRules(executor: Executor, companyId: Id): Promise<readonly StoredRule[]> {
  const rows = await executor
    .selectFrom('credit_rules')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('removed_at', 'is', null)
    .orderBy('rule_id')
    .execute()
  return rows.map((row) => ({
    ruleId: row.rule_id,
    scope: scopeOf(row),
    thresholds: readStored(thresholdsSchema, row.thresholds, companyId),
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  }))
}

/** Puts the rule of a scope in the place of the one before; without thresholds the scope has none any more. Earlier ones are kept. */
export async function replaceRule(
  tx: Tx,
  companyId: Id,
  rule: { readonly scope: CreditScope; readonly thresholds: PartialThresholds | null },
  by: { readonly actor: string; readonly at: Date },
): Promise<void> {
  const { scope } = rule
  await tx
    .updateTable('credit_rules')
    .set({ removed_at: by.at })
    .where('company_id', '=', companyId)
    .where('scope', '=', scope.kind)
    .where((eb) =>
      scope.kind === 'segment'
        ? eb(eb.fn<string>('lower', ['segment']), '=', scope.segment.toLowerCase())
        : scope.kind === 'customer'
          ? eb('customer_id', '=', scope.customerId)
          : eb.lit(true),
    )
    .where('removed_at', 'is', null)
    .execute()
  if (rule.thresholds === null) return
  await tx
    .insertInto('credit_rules')
    .values({
      company_id: companyId,
      rule_id: newId(),
      scope: scope.kind,
      segment: scope.kind === 'segment' ? scope.segment : null,
      customer_id: scope.kind === 'customer' ? scope.customerId : null,
      thresholds: safeJson(rule.thresholds),
      changed_by: by.actor,
      changed_at: by.at,
    })
    .execute()
}

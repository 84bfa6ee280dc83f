// Statements of banks and gateways, and their lines.
import { type Selectable, sql } from 'kysely'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Executor, Tx } from './database.ts'
import { type ColumnTypes, insertMany } from './insert-many.ts'
import type { StatementLinesTable, StatementsTable } from './schema/imports.ts'

export type StoredStatement = {
  readonly id: Id
  readonly importId: Id
  readonly accountId: Id
  readonly format: string
  readonly number: string | null
  readonly currency: Currency
  readonly opening: Money | null
  readonly closing: Money | null
  readonly openingOn: Day | null
  readonly closingOn: Day | null
  /** Opening plus lines is closing; null when the file has no balances. */
  readonly balanced: boolean | null
  readonly difference: Money | null
  readonly confirmedBy: string | null
  readonly confirmedAt: Date | null
}

const toStatement = (row: Selectable<StatementsTable>): StoredStatement => {
  const amount = (minor: bigint | null): Money | null => (minor === null ? null : money(minor, row.currency as Currency))
  return {
    id: row.statement_id,
    importId: row.import_id,
    accountId: row.account_id,
    format: row.format,
    number: row.number,
    currency: row.currency as Currency,
    opening: amount(row.opening_minor),
    closing: amount(row.closing_minor),
    openingOn: row.opening_on,
    closingOn: row.closing_on,
    balanced: row.balanced,
    difference: amount(row.difference_minor),
    confirmedBy: row.confirmed_by,
    confirmedAt: row.confirmed_at,
  }
}

/** Writes a statement, or what is known of it now: a long one comes in pieces. */
export const saveStatement = (executor: Executor, companyId: Id, statement: StoredStatement): Promise<unknown> => {
  const known = {
    number: statement.number,
    opening_minor: statement.opening?.minor ?? null,
    closing_minor: statement.closing?.minor ?? null,
    opening_on: statement.openingOn,
    closing_on: statement.closingOn,
    balanced: statement.balanced,
    difference_minor: statement.difference?.minor ?? null,
  }
  return executor
    .insertInto('statements')
    .values({
      company_id: companyId,
      statement_id: statement.id,
      import_id: statement.importId,
      account_id: statement.accountId,
      format: statement.format,
      currency: statement.currency,
      ...known,
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'statement_id']).doUpdateSet(known))
    .execute()
}

export type StoredLine = Readonly<Omit<Selectable<StatementLinesTable>, 'company_id'>>

const lineColumns = {
  company_id: 'uuid',
  line_id: 'uuid',
  statement_id: 'uuid',
  import_id: 'uuid',
  account_id: 'uuid',
  fingerprint: 'text',
  occurrence: 'integer',
  booked_on: 'date',
  value_on: 'date',
  amount_minor: 'bigint',
  currency: 'text',
  title: 'text',
  counterparty_name: 'text',
  counterparty_account: 'text',
  credited_account: 'text',
  bank_reference: 'text',
  customer_reference: 'text',
  end_to_end_id: 'text',
  operation: 'text',
  state: 'text',
  reversal: 'boolean',
  original_minor: 'bigint',
  original_currency: 'text',
  charges_minor: 'bigint',
  not_a_payment: 'text',
  payment_id: 'uuid',
} as const satisfies ColumnTypes & Record<keyof StatementLinesTable, string>

/** Writes lines that are not known yet by account, fingerprint and occurrence; a pending one that is booked now becomes booked. Answers the ids that stand for the new and the newly booked. */
export async function insertLines(executor: Executor, companyId: Id, lines: readonly StoredLine[]): Promise<ReadonlyMap<string, Id>> {
  const written = await insertMany<{ line_id: Id; account_id: Id; fingerprint: string; occurrence: number }>(
    executor,
    'statement_lines',
    lineColumns,
    lines.map((line) => ({ company_id: companyId, ...line })),
    {
      onConflict: sql`on conflict (company_id, account_id, fingerprint, occurrence) do update set state = excluded.state, booked_on = excluded.booked_on, value_on = excluded.value_on
      where statement_lines.state = 'pending' and excluded.state = 'booked'`,
      returning: ['line_id', 'account_id', 'fingerprint', 'occurrence'],
    },
  )
  return new Map(written.map((row) => [`${row.account_id}|${row.fingerprint}|${row.occurrence}`, row.line_id]))
}

export const linkLines = async (
  executor: Executor,
  companyId: Id,
  links: readonly { readonly lineId: Id; readonly paymentId: Id }[],
): Promise<void> => {
  if (links.length === 0) return
  await sql`update statement_lines as l set payment_id = v.payment_id from unnest(${links.map((link) => link.lineId)}::uuid[], ${links.map((link) => link.paymentId)}::uuid[]) as v(line_id, payment_id)
    where l.company_id = ${companyId} and l.line_id = v.line_id`.execute(executor)
}

export type KnownStoredLine = StoredLine & { readonly format: string }

/** Lines of an account with these fingerprints, each with the format of its statement. */
export const listLinesByFingerprint = (
  executor: Executor,
  companyId: Id,
  accountId: Id,
  fingerprints: readonly string[],
): Promise<KnownStoredLine[]> =>
  fingerprints.length === 0
    ? Promise.resolve([])
    : executor
        .selectFrom('statement_lines as l')
        .innerJoin('statements as s', (join) =>
          join.onRef('s.company_id', '=', 'l.company_id').onRef('s.statement_id', '=', 'l.statement_id'),
        )
        .selectAll('l')
        .select('s.format')
        .where('l.company_id', '=', companyId)
        .where('l.account_id', '=', accountId)
        .where('l.fingerprint', '=', sql<string>`any(${[...fingerprints]}::text[])`)
        .orderBy('l.line_id')
        .execute()

/** The statement, locked until the transaction ends. Throws Failure `statement.not-found`. */
export async function lockStatement(tx: Tx, companyId: Id, statementId: Id): Promise<StoredStatement> {
  const row = await tx
    .selectFrom('statements')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('statement_id', '=', statementId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('statement.not-found')
  return toStatement(row)
}

/** Removes a statement that brought nothing: all its lines were known, or one of the same days and balances was. True when it is gone. */
export async function dropEmptyStatement(
  executor: Executor,
  companyId: Id,
  statement: { readonly id: Id; readonly hadLines: boolean },
): Promise<boolean> {
  const result = await sql`delete from statements as s where s.company_id = ${companyId} and s.statement_id = ${statement.id}
    and not exists (select 1 from statement_lines l where l.company_id = s.company_id and l.statement_id = s.statement_id)
    and (${statement.hadLines} or exists (select 1 from statements o where o.company_id = s.company_id and o.account_id = s.account_id and o.statement_id <> s.statement_id
      and o.opening_on is not distinct from s.opening_on and o.closing_on is not distinct from s.closing_on and o.closing_minor is not distinct from s.closing_minor))`.execute(
    executor,
  )
  return (result.numAffectedRows ?? 0n) > 0n
}

export const markConfirmed = (executor: Executor, companyId: Id, statementId: Id, by: string, at: Date): Promise<unknown> =>
  executor
    .updateTable('statements')
    .set({ confirmed_by: by, confirmed_at: at })
    .where('company_id', '=', companyId)
    .where('statement_id', '=', statementId)
    .execute()

/** Statements of an account in the order of their days; imports that were undone are left out. */
export const listStatementsOfAccount = async (executor: Executor, companyId: Id, accountId: Id): Promise<StoredStatement[]> =>
  (
    await executor
      .selectFrom('statements')
      .innerJoin('imports', (join) =>
        join.onRef('imports.company_id', '=', 'statements.company_id').onRef('imports.import_id', '=', 'statements.import_id'),
      )
      .selectAll('statements')
      .where('statements.company_id', '=', companyId)
      .where('statements.account_id', '=', accountId)
      .where('imports.state', '<>', 'undone')
      .orderBy('opening_on')
      .orderBy('closing_on')
      .orderBy('statement_id')
      .execute()
  ).map(toStatement)

export type SettlementChain = { readonly account: string; readonly statements: readonly StoredStatement[] }

/**
 * Of each settlement account the statements that end on `since` or later, and the one before them; imports that were undone are left out.
 * Enough to see what is missing since that day, however long the account is known.
 */
export async function listSettlementChains(executor: Executor, companyId: Id, since: Day): Promise<readonly SettlementChain[]> {
  const endsOn = sql<Day>`coalesce(s.closing_on, s.opening_on)`
  const earlier = sql<boolean>`${endsOn} < ${since}`
  const dated = executor
    .selectFrom('bank_accounts as a')
    .innerJoin('statements as s', (join) => join.onRef('s.company_id', '=', 'a.company_id').onRef('s.account_id', '=', 'a.account_id'))
    .innerJoin('imports as i', (join) => join.onRef('i.company_id', '=', 's.company_id').onRef('i.import_id', '=', 's.import_id'))
    .selectAll('s')
    .select([
      'a.account',
      'a.name',
      earlier.as('earlier'),
      sql<bigint>`row_number() over (partition by s.account_id, ${earlier} order by ${endsOn} desc, s.statement_id desc)`.as('place'),
    ])
    .where('a.company_id', '=', companyId)
    .where('a.kind', '=', 'settlement')
    .where('i.state', '<>', 'undone')
    .where(endsOn, 'is not', null)
  const rows = await executor
    .selectFrom(dated.as('dated'))
    .selectAll()
    .where((eb) => eb.or([eb('earlier', '=', false), eb('place', '=', 1n)]))
    .orderBy('account')
    .execute()
  return [...Map.groupBy(rows, (row) => row.account_id).values()].map((of) => ({
    account: of[0]?.name ?? of[0]?.account ?? '',
    statements: of.map(toStatement),
  }))
}

/** Of these payments, those whose statement does not add up and was not confirmed: nothing of it is posted by itself. */
export async function findUnconfirmedPayments(executor: Executor, companyId: Id, paymentIds: readonly Id[]): Promise<ReadonlySet<Id>> {
  if (paymentIds.length === 0) return new Set()
  const rows = await executor
    .selectFrom('statement_lines as l')
    .innerJoin('statements as s', (join) => join.onRef('s.company_id', '=', 'l.company_id').onRef('s.statement_id', '=', 'l.statement_id'))
    .select('l.payment_id')
    .where('l.company_id', '=', companyId)
    .where('l.payment_id', '=', sql<Id>`any(${[...paymentIds]}::uuid[])`)
    .where('s.balanced', '=', false)
    .where('s.confirmed_at', 'is', null)
    .execute()
  return new Set(rows.flatMap((row) => row.payment_id ?? []))
}

export const listPaymentsOfStatement = async (executor: Executor, companyId: Id, statementId: Id): Promise<Id[]> =>
  (
    await executor
      .selectFrom('statement_lines')
      .select('payment_id')
      .where('company_id', '=', companyId)
      .where('statement_id', '=', statementId)
      .where('payment_id', 'is not', null)
      .execute()
  ).flatMap((row) => row.payment_id ?? [])

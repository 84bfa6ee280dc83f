// Stores a statement and its lines; a line that an earlier listing of the account held already is not stored again.
import { classifyLine } from '#domain/statements/classify-line'
import { lineFingerprint, numberLines } from '#domain/statements/fingerprint'
import { suspicionOf } from '#domain/statements/quarantine'
import type { Rejection } from '#ports/rejection'
import type { Statement, StatementLine } from '#ports/statement-format'
import { ensureBankAccount, listBankAccounts, noteAccountRead } from '#store/bank-accounts'
import type { Tx } from '#store/database'
import { newId } from '#store/new-id'
import { insertLines, type KnownStoredLine, linkLines, listLinesByFingerprint, type StoredLine, saveStatement } from '#store/statements'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Intake } from './intake.ts'
import { accountSourceKey, lineKey, paymentOfLine } from './payment-of-line.ts'
import type { TakenBack } from './return-payment.ts'
import { storePayments } from './store-payments.ts'

/** A statement that is being stored, perhaps in pieces. */
export type OpenStatement = {
  readonly id: Id
  readonly accountId: Id
  readonly ownAccounts: ReadonlySet<string>
  readonly taken: Set<string>
  lastBookedOn: Day | null
}

export type StoredPart = {
  readonly lines: number
  readonly duplicates: number
  readonly payments: number
  readonly ignored: number
  readonly paymentIds: readonly Id[]
  /** Lines by which the bank takes money back. */
  readonly returns: readonly TakenBack[]
  /** Lines that were read, but cannot be right. */
  readonly suspicious: readonly { readonly line: StatementLine; readonly rejection: Rejection }[]
}

/** Begins a statement of `account`; one without a number is kept under an empty one, by currency. */
export async function openStatement(tx: Tx, intake: Intake, statement: Statement): Promise<OpenStatement> {
  const { companyId, at } = intake
  const accountId = await ensureBankAccount(
    tx,
    companyId,
    { account: statement.account ?? '', currency: statement.currency, bank: statement.bank ?? null },
    at,
  )
  const ownAccounts = new Set((await listBankAccounts(tx, companyId)).map((account) => account.account).filter((account) => account !== ''))
  const open = { id: newId(), accountId, ownAccounts, taken: new Set<string>(), lastBookedOn: null }
  await describe(tx, intake, open, statement)
  return open
}

/** Stores one piece; the last one brings the balances. */
export async function storePart(tx: Tx, intake: Intake, open: OpenStatement, statement: Statement): Promise<StoredPart> {
  const { companyId } = intake
  const checked = statement.lines.map((line) => ({ line, suspicion: suspicionOf(line, statement.currency, intake.today) }))
  const sound = checked.flatMap(({ line, suspicion }) => (suspicion === null ? [line] : []))
  const { fresh, duplicates } = await freshLines(tx, intake, open, statement, sound)
  const written = await insertLines(
    tx,
    companyId,
    fresh.map(({ stored }) => stored),
  )
  const standing = fresh.flatMap(({ line, stored }) => {
    const lineId = written.get(`${open.accountId}|${stored.fingerprint}|${stored.occurrence}`)
    return lineId === undefined ? [] : [{ line, stored: { ...stored, line_id: lineId } }]
  })
  const payments = standing.flatMap(({ line, stored }) => paymentOfLine(intake, line, stored) ?? [])
  const made = await storePayments(tx, intake, payments)
  await linkLines(
    tx,
    companyId,
    payments.flatMap((payment) =>
      made.has(payment.id) && payment.lineId !== null ? [{ lineId: payment.lineId, paymentId: payment.id }] : [],
    ),
  )
  for (const { line } of standing)
    if (line.status === 'booked' && (open.lastBookedOn === null || line.bookedOn > open.lastBookedOn)) open.lastBookedOn = line.bookedOn
  if (statement.part?.last ?? true) {
    await describe(tx, intake, open, statement)
    await noteAccountRead(tx, companyId, open.accountId, latest(statement.closingOn ?? null, open.lastBookedOn), intake.at)
  }
  const sourceKey = accountSourceKey(open.accountId)
  return {
    lines: standing.length,
    duplicates,
    payments: made.size,
    ignored: standing.length - made.size,
    paymentIds: [...made],
    returns: standing.flatMap(({ line, stored }) =>
      line.reversal === true && line.amount.minor < 0n && line.status === 'booked'
        ? [
            {
              key: `return:${sourceKey}:${lineKey(stored)}`,
              sourceKey,
              amount: line.amount,
              on: line.bookedOn,
              account: line.counterpartyAccount ?? null,
              title: line.title,
              reverses: null,
            },
          ]
        : [],
    ),
    suspicious: checked.flatMap(({ line, suspicion }) => (suspicion === null ? [] : [{ line, rejection: suspicion }])),
  }
}

const latest = (a: Day | null, b: Day | null): Day | null => (a === null ? b : b === null || a > b ? a : b)

const describe = (tx: Tx, intake: Intake, open: OpenStatement, statement: Statement): Promise<unknown> =>
  saveStatement(tx, intake.companyId, {
    id: open.id,
    importId: intake.importId,
    accountId: open.accountId,
    format: statement.format,
    number: statement.number ?? null,
    currency: statement.currency,
    opening: statement.openingBalance ?? null,
    closing: statement.closingBalance ?? null,
    openingOn: statement.openingOn ?? null,
    closingOn: statement.closingOn ?? null,
    balanced: statement.balanced,
    difference: statement.difference ?? null,
    confirmedBy: null,
    confirmedAt: null,
  })

type Fresh = { readonly line: StatementLine; readonly stored: StoredLine }

/** Lines that no earlier listing held, and those that were pending until now, with their occurrence among equal ones. */
async function freshLines(
  tx: Tx,
  intake: Intake,
  open: OpenStatement,
  statement: Statement,
  lines: readonly StatementLine[],
): Promise<{ readonly fresh: readonly Fresh[]; readonly duplicates: number }> {
  const stored = await listLinesByFingerprint(tx, intake.companyId, open.accountId, [...new Set(lines.map(lineFingerprint))])
  // A listing never names a line twice: what an earlier piece of this one stored or recognised is not known to this piece.
  const earlier = stored.filter((line) => line.statement_id !== open.id && !open.taken.has(lineKey(line)))
  const next = new Map<string, number>()
  for (const line of stored) next.set(line.fingerprint, Math.max(next.get(line.fingerprint) ?? 0, line.occurrence + 1))
  const pending = new Set(stored.filter((line) => line.state === 'pending').map(lineKey))
  const numbered = numberLines(
    earlier.map(knownLine),
    lines.map((line) => ({ ...line, format: statement.format })),
  )
  const fresh: Fresh[] = []
  let duplicates = 0
  for (const [i, { fingerprint, occurrence, isKnown }] of numbered.entries()) {
    const line = lines[i]
    if (line === undefined) continue
    const key = lineKey({ fingerprint, occurrence })
    if (isKnown) open.taken.add(key)
    if (isKnown && !(pending.has(key) && line.status === 'booked')) duplicates++
    else {
      const own = isKnown ? occurrence : (next.get(fingerprint) ?? 0)
      if (!isKnown) next.set(fingerprint, own + 1)
      fresh.push({ line, stored: storedLine(intake, open, line, fingerprint, own) })
    }
  }
  return { fresh, duplicates }
}

const knownLine = (line: KnownStoredLine) => ({
  bookedOn: line.booked_on,
  amount: { minor: line.amount_minor, currency: line.currency as StatementLine['amount']['currency'] },
  title: line.title,
  format: line.format,
  occurrence: line.occurrence,
  ...(line.counterparty_name === null ? {} : { counterpartyName: line.counterparty_name }),
  ...(line.counterparty_account === null ? {} : { counterpartyAccount: line.counterparty_account }),
  ...(line.bank_reference === null ? {} : { bankReference: line.bank_reference }),
})

const storedLine = (intake: Intake, open: OpenStatement, line: StatementLine, fingerprint: string, occurrence: number): StoredLine => ({
  line_id: newId(),
  statement_id: open.id,
  import_id: intake.importId,
  account_id: open.accountId,
  fingerprint,
  occurrence,
  booked_on: line.bookedOn,
  value_on: line.valueOn ?? null,
  amount_minor: line.amount.minor,
  currency: line.amount.currency,
  title: line.title,
  counterparty_name: line.counterpartyName ?? null,
  counterparty_account: line.counterpartyAccount ?? null,
  credited_account: line.creditedAccount ?? null,
  bank_reference: line.bankReference ?? null,
  customer_reference: line.customerReference ?? null,
  end_to_end_id: line.endToEndId ?? null,
  operation: line.operation ?? null,
  state: line.status,
  reversal: line.reversal ?? false,
  original_minor: line.original?.minor ?? null,
  original_currency: line.original?.currency ?? null,
  charges_minor: line.charges?.minor ?? null,
  not_a_payment: classifyLine(line, open.ownAccounts),
  payment_id: null,
})

// Companies: the legal entities that are owed.
import { type Selectable, sql } from 'kysely'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { isLanguage, type Language } from '#values/language'
import type { Executor, Tx } from './database.ts'
import { newId } from './new-id.ts'
import { safeJson } from './safe-json.ts'
import type { CompaniesTable } from './schema/companies.ts'

export type Company = {
  readonly id: Id
  readonly name: string
  readonly nip: string | null
  readonly timeZone: string
  readonly baseCurrency: Currency
  readonly language: Language
  readonly demo: boolean
  readonly sendingMode: string
  /** The last day of the closed period. */
  readonly lockedUntil: Day | null
  readonly settings: object
  readonly createdAt: Date
}

const toCompany = (row: Selectable<CompaniesTable>): Company => ({
  id: row.company_id,
  name: row.name,
  nip: row.nip,
  timeZone: row.time_zone,
  baseCurrency: row.base_currency as Currency,
  language: isLanguage(row.language) ? row.language : 'pl',
  demo: row.demo,
  sendingMode: row.sending_mode,
  lockedUntil: row.locked_until,
  settings: row.settings,
  createdAt: row.created_at,
})

export async function findCompany(executor: Executor, companyId: Id): Promise<Company | null> {
  const row = await executor.selectFrom('companies').selectAll().where('company_id', '=', companyId).executeTakeFirst()
  return row === undefined ? null : toCompany(row)
}

/** The company; throws Failure `company.not-found`. */
export async function getCompany(executor: Executor, companyId: Id): Promise<Company> {
  const company = await findCompany(executor, companyId)
  if (company === null) throw new Failure('company.not-found')
  return company
}

/** The company, locked until the transaction ends: for changing a part of its settings. Throws Failure `company.not-found`. */
export async function lockCompany(tx: Tx, companyId: Id): Promise<Company> {
  const row = await tx.selectFrom('companies').selectAll().where('company_id', '=', companyId).forUpdate().executeTakeFirst()
  if (row === undefined) throw new Failure('company.not-found')
  return toCompany(row)
}

export async function insertCompany(
  executor: Executor,
  company: {
    readonly name: string
    readonly nip: string | null
    readonly timeZone?: string
    readonly language?: Language
    readonly demo?: boolean
    readonly settings?: object
  },
  at: Date,
): Promise<Id> {
  const id = newId()
  await executor
    .insertInto('companies')
    .values({
      company_id: id,
      name: company.name,
      nip: company.nip,
      created_at: at,
      demo: company.demo ?? false,
      settings: safeJson(company.settings ?? {}),
      ...(company.timeZone === undefined ? {} : { time_zone: company.timeZone }),
      ...(company.language === undefined ? {} : { language: company.language }),
    })
    .execute()
  return id
}

/** Changes what is named and leaves the rest; `settings` replaces the whole object. */
export async function changeCompany(
  executor: Executor,
  companyId: Id,
  change: {
    readonly name?: string
    readonly nip?: string | null
    readonly timeZone?: string
    readonly language?: Language
    readonly sendingMode?: string
    readonly lockedUntil?: Day | null
    readonly settings?: object
  },
): Promise<void> {
  const set = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.nip === undefined ? {} : { nip: change.nip }),
    ...(change.timeZone === undefined ? {} : { time_zone: change.timeZone }),
    ...(change.language === undefined ? {} : { language: change.language }),
    ...(change.sendingMode === undefined ? {} : { sending_mode: change.sendingMode }),
    ...(change.lockedUntil === undefined ? {} : { locked_until: change.lockedUntil }),
    ...(change.settings === undefined ? {} : { settings: safeJson(change.settings) }),
  }
  if (Object.keys(set).length === 0) return
  const result = await executor.updateTable('companies').set(set).where('company_id', '=', companyId).executeTakeFirst()
  if (result.numUpdatedRows === 0n) throw new Failure('company.not-found')
}

/** Notes the connection by which mail leaves; the other settings stay as they are. */
export async function setMailConnection(executor: Executor, companyId: Id, connectionId: Id): Promise<void> {
  await executor
    .updateTable('companies')
    .set({ settings: sql`settings || ${JSON.stringify({ mailConnectionId: connectionId })}::jsonb` })
    .where('company_id', '=', companyId)
    .execute()
}

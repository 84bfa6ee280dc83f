// Brings the tables of a database to this version; several processes may start it at once.
import { type MigrationResult, type MigrationResultSet, Migrator } from 'kysely/migration'
import { Failure } from '#values/failure'
import { openDatabase } from './database.ts'
import * as ground from './migrations/0001-ground.ts'
import * as signIn from './migrations/0002-sign-in.ts'
import * as activeRuns from './migrations/0003-active-runs.ts'
import * as mappingProfiles from './migrations/0004-mapping-profiles.ts'
import * as matchingCurves from './migrations/0005-matching-curves.ts'
import * as exchangeRates from './migrations/0006-exchange-rates.ts'
import * as savedViews from './migrations/0007-saved-views.ts'
import * as onboarding from './migrations/0008-onboarding.ts'
import * as dunningPolicies from './migrations/0009-dunning-policies.ts'
import * as letters from './migrations/0010-letters.ts'
import * as channels from './migrations/0011-channels.ts'
import * as customers from './migrations/0012-customers.ts'
import * as credit from './migrations/0013-credit.ts'
import * as credited from './migrations/0013b-credited.ts'
import * as reports from './migrations/0014-reports.ts'
import * as speed from './migrations/0015-speed.ts'
import * as paymentLinks from './migrations/0017-payment-links.ts'
import * as ratesPerHundred from './migrations/0017b-rates-per-hundred.ts'
import * as pace from './migrations/0018-pace.ts'
import * as alertTeams from './migrations/0019-alert-teams.ts'
import * as saleFacts from './migrations/0019b-sale-facts.ts'
import * as big from './migrations/0021-big.ts'
import * as owners from './migrations/0022-owners.ts'
import * as sentNotices from './migrations/0023-sent-notices.ts'
import * as proposalsOfInvoices from './migrations/0024-proposals-of-invoices.ts'

/** In order; append only, a released migration is never changed. */
const migrations = {
  '0001-ground': ground,
  '0002-sign-in': signIn,
  '0003-active-runs': activeRuns,
  '0004-mapping-profiles': mappingProfiles,
  '0005-matching-curves': matchingCurves,
  '0006-exchange-rates': exchangeRates,
  '0008-onboarding': onboarding,
  '0009-dunning-policies': dunningPolicies,
  '0010-letters': letters,
  '0011-channels': channels,
  '0007-saved-views': savedViews,
  '0012-customers': customers,
  '0013-credit': credit,
  '0013b-credited': credited,
  '0014-reports': reports,
  '0015-speed': speed,
  '0017-payment-links': paymentLinks,
  '0017b-rates-per-hundred': ratesPerHundred,
  '0018-pace': pace,
  '0019-alert-teams': alertTeams,
  '0019b-sale-facts': saleFacts,
  '0021-big': big,
  '0022-owners': owners,
  '0023-sent-notices': sentNotices,
  '0024-proposals-of-invoices': proposalsOfInvoices,
}

async function withMigrator(
  connectionString: string,
  run: (migrator: Migrator) => Promise<MigrationResultSet>,
): Promise<readonly MigrationResult[]> {
  const { database, close } = openDatabase(connectionString, { connections: 2 })
  try {
    const { error, results } = await run(new Migrator({ db: database, provider: { getMigrations: async () => migrations } }))
    if (error !== undefined)
      throw new Failure('database.migration-failed', { message: error instanceof Error ? error.message : 'unknown' }, { cause: error })
    return results ?? []
  } finally {
    await close()
  }
}

/** Applies what is missing and says what it did. Throws Failure `database.migration-failed`. */
export const migrate = (connectionString: string): Promise<readonly MigrationResult[]> =>
  withMigrator(connectionString, (migrator) => migrator.migrateToLatest())

/** Goes up to one migration and no further, as a backup of that version needs. Throws Failure `backup.version-unknown`. */
export function migrateTo(connectionString: string, name: string): Promise<readonly MigrationResult[]> {
  if (!Object.hasOwn(migrations, name)) throw new Failure('backup.version-unknown', { migration: name })
  return withMigrator(connectionString, (migrator) => migrator.migrateTo(name))
}

// Every route of the API, gathered from the files of the contract.

import * as agreements from './agreements.ts'
import * as alerts from './alerts.ts'
import * as backups from './backups.ts'
import * as big from './big.ts'
import * as bulkReview from './bulk-review.ts'
import * as companies from './companies.ts'
import * as connections from './connections.ts'
import * as credit from './credit.ts'
import * as creditBlocks from './credit-blocks.ts'
import * as customerMerges from './customer-merges.ts'
import * as customers from './customers.ts'
import * as dashboard from './dashboard.ts'
import * as dunning from './dunning.ts'
import * as followUp from './follow-up.ts'
import * as imports from './imports.ts'
import * as invoices from './invoices.ts'
import * as letters from './letters.ts'
import * as lists from './lists.ts'
import * as matching from './matching.ts'
import * as onboarding from './onboarding.ts'
import * as orders from './orders.ts'
import * as outbox from './outbox.ts'
import * as owners from './owners.ts'
import * as paymentDecisions from './payment-decisions.ts'
import * as payments from './payments.ts'
import * as reports from './reports.ts'
import type { Route } from './route.ts'
import * as session from './session.ts'
import * as suppressions from './suppressions.ts'
import * as tableMappings from './table-mappings.ts'
import * as templates from './templates.ts'
import * as work from './work.ts'

const isRoute = (value: unknown): value is Route =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value && 'output' in value

/** By id; two routes of one id or of one method and path are a mistake that a test finds. */
export const allRoutes: readonly Route[] = [
  session,
  companies,
  backups,
  connections,
  imports,
  tableMappings,
  invoices,
  payments,
  paymentDecisions,
  bulkReview,
  onboarding,
  letters,
  templates,
  matching,
  customers,
  agreements,
  customerMerges,
  followUp,
  credit,
  creditBlocks,
  dashboard,
  reports,
  lists,
  dunning,
  orders,
  outbox,
  owners,
  work,
  alerts,
  suppressions,
  big,
].flatMap((file) => Object.values(file).filter(isRoute))

// All routes with their handlers.

import { agreementRoutes } from './agreements.ts'
import { alertRoutes } from './alerts.ts'
import { backupRoutes } from './backups.ts'
import { bigRoutes } from './big.ts'
import { companyRoutes } from './companies.ts'
import { connectionRoutes } from './connections.ts'
import { creditRoutes } from './credit.ts'
import { creditBlockRoutes } from './credit-blocks.ts'
import { customerMergeRoutes } from './customer-merges.ts'
import { customerRoutes } from './customers.ts'
import { dashboardRoutes } from './dashboard.ts'
import { dunningRoutes } from './dunning.ts'
import { followUpRoutes } from './follow-up.ts'
import type { Implementation } from './implement.ts'
import { importRoutes } from './imports.ts'
import { invoiceRoutes } from './invoices.ts'
import { letterRoutes } from './letters.ts'
import { listRoutes } from './lists.ts'
import { matchingRoutes } from './matching.ts'
import { mayWeSellRoutes } from './may-we-sell.ts'
import { onboardingRoutes } from './onboarding.ts'
import { orderRoutes } from './orders.ts'
import { outboxRoutes } from './outbox.ts'
import { ownerRoutes } from './owners.ts'
import { paymentRoutes } from './payments.ts'
import { reportRoutes } from './reports.ts'
import { reviewRoutes } from './review.ts'
import { sessionRoutes } from './session.ts'
import { suppressionRoutes } from './suppressions.ts'
import { tableMappingRoutes } from './table-mappings.ts'
import { templateRoutes } from './templates.ts'
import { workRoutes } from './work.ts'

/** A test holds this list against the contract: no route without a handler, no handler without a route. */
export const implementations: readonly Implementation[] = [
  ...sessionRoutes,
  ...companyRoutes,
  ...backupRoutes,
  ...connectionRoutes,
  ...importRoutes,
  ...tableMappingRoutes,
  ...invoiceRoutes,
  ...paymentRoutes,
  ...reviewRoutes,
  ...onboardingRoutes,
  ...letterRoutes,
  ...templateRoutes,
  ...matchingRoutes,
  ...customerRoutes,
  ...agreementRoutes,
  ...customerMergeRoutes,
  ...ownerRoutes,
  ...followUpRoutes,
  ...creditRoutes,
  ...creditBlockRoutes,
  ...mayWeSellRoutes,
  ...dashboardRoutes,
  ...reportRoutes,
  ...listRoutes,
  ...dunningRoutes,
  ...orderRoutes,
  ...outboxRoutes,
  ...workRoutes,
  ...alertRoutes,
  ...suppressionRoutes,
  ...bigRoutes,
]

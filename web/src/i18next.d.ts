// Tells the compiler which keys each namespace has, so that a missing word is a type error.
import 'i18next'
import type addressSettings from '../../src/contract/words/pl/address-settings.json'
import type agreements from '../../src/contract/words/pl/agreements.json'
import type alertSettings from '../../src/contract/words/pl/alert-settings.json'
import type audit from '../../src/contract/words/pl/audit-screen.json'
import type big from '../../src/contract/words/pl/big.json'
import type credit from '../../src/contract/words/pl/credit.json'
import type customers from '../../src/contract/words/pl/customers.json'
import type dashboard from '../../src/contract/words/pl/dashboard.json'
import type dunning from '../../src/contract/words/pl/dunning-screen.json'
import type imports from '../../src/contract/words/pl/imports-screen.json'
import type integrations from '../../src/contract/words/pl/integrations.json'
import type invoices from '../../src/contract/words/pl/invoices.json'
import type jobs from '../../src/contract/words/pl/jobs-screen.json'
import type letters from '../../src/contract/words/pl/letters.json'
import type lists from '../../src/contract/words/pl/lists.json'
import type matching from '../../src/contract/words/pl/matching.json'
import type matchingSettings from '../../src/contract/words/pl/matching-settings.json'
import type onboarding from '../../src/contract/words/pl/onboarding.json'
import type orders from '../../src/contract/words/pl/orders.json'
import type outbox from '../../src/contract/words/pl/outbox-screen.json'
import type owners from '../../src/contract/words/pl/owners.json'
import type payments from '../../src/contract/words/pl/payments.json'
import type reportFields from '../../src/contract/words/pl/report-fields.json'
import type reports from '../../src/contract/words/pl/reports-screen.json'
import type review from '../../src/contract/words/pl/review.json'
import type settings from '../../src/contract/words/pl/settings.json'
import type shell from '../../src/contract/words/pl/shell.json'
import type shortcuts from '../../src/contract/words/pl/shortcuts.json'
import type signin from '../../src/contract/words/pl/signin.json'
import type tableMapping from '../../src/contract/words/pl/table-mapping.json'
import type tasks from '../../src/contract/words/pl/tasks.json'
import type templates from '../../src/contract/words/pl/templates.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: {
      'address-settings': typeof addressSettings
      'alert-settings': typeof alertSettings
      agreements: typeof agreements
      'audit-screen': typeof audit
      big: typeof big
      credit: typeof credit
      customers: typeof customers
      dashboard: typeof dashboard
      'dunning-screen': typeof dunning
      'imports-screen': typeof imports
      integrations: typeof integrations
      invoices: typeof invoices
      'jobs-screen': typeof jobs
      letters: typeof letters
      lists: typeof lists
      matching: typeof matching
      'matching-settings': typeof matchingSettings
      onboarding: typeof onboarding
      orders: typeof orders
      'outbox-screen': typeof outbox
      owners: typeof owners
      payments: typeof payments
      'report-fields': typeof reportFields
      'reports-screen': typeof reports
      review: typeof review
      settings: typeof settings
      shell: typeof shell
      shortcuts: typeof shortcuts
      signin: typeof signin
      'table-mapping': typeof tableMapping
      tasks: typeof tasks
      templates: typeof templates
    }
  }
}

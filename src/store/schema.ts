// The tables as the query builder knows them; kept beside the migrations by hand, checked against the live database by a test.
import type * as big from './schema/big.ts'
import type * as channels from './schema/channels.ts'
import type * as companies from './schema/companies.ts'
import type * as connections from './schema/connections.ts'
import type * as credit from './schema/credit.ts'
import type * as customers from './schema/customers.ts'
import type * as dunning from './schema/dunning.ts'
import type * as firstSteps from './schema/first-steps.ts'
import type * as imports from './schema/imports.ts'
import type * as ledger from './schema/ledger.ts'
import type * as letters from './schema/letters.ts'
import type * as lists from './schema/lists.ts'
import type * as orders from './schema/orders.ts'
import type * as owners from './schema/owners.ts'
import type * as receivables from './schema/receivables.ts'
import type * as reporting from './schema/reporting.ts'
import type * as work from './schema/work.ts'

export type Schema = {
  installation: companies.InstallationTable
  companies: companies.CompaniesTable
  members: companies.MembersTable
  invitations: companies.InvitationsTable
  api_tokens: companies.ApiTokensTable
  connections: connections.ConnectionsTable
  connection_calls: connections.ConnectionCallsTable
  webhook_events: connections.WebhookEventsTable
  imports: imports.ImportsTable
  import_chunks: imports.ImportChunksTable
  records: imports.RecordsTable
  mapping_profiles: imports.MappingProfilesTable
  bank_accounts: imports.BankAccountsTable
  statements: imports.StatementsTable
  statement_lines: imports.StatementLinesTable
  customers: receivables.CustomersTable
  customer_sources: receivables.CustomerSourcesTable
  learnt: receivables.LearntTable
  invoices: receivables.InvoicesTable
  payments: receivables.PaymentsTable
  entries: ledger.EntriesTable
  invoice_balances: ledger.InvoiceBalancesTable
  payment_balances: ledger.PaymentBalancesTable
  matches: ledger.MatchesTable
  matching_curves: ledger.MatchingCurvesTable
  exchange_rates: ledger.ExchangeRatesTable
  credit_settings: credit.CreditSettingsTable
  credit_rules: credit.CreditRulesTable
  credit_customers: credit.CreditCustomersTable
  credit_standings: credit.CreditStandingsTable
  credit_blocks: credit.CreditBlocksTable
  credit_exceptions: credit.CreditExceptionsTable
  credit_days: credit.CreditDaysTable
  saved_views: lists.SavedViewsTable
  list_choices: lists.ListChoicesTable
  invoice_figures: lists.InvoiceFiguresTable
  payment_figures: lists.PaymentFiguresTable
  holds: work.HoldsTable
  instalments: customers.InstalmentsTable
  tasks: customers.TasksTable
  notes: customers.NotesTable
  contacts: customers.ContactsTable
  customer_merges: customers.CustomerMergesTable
  portal_links: customers.PortalLinksTable
  owner_rules: owners.OwnerRulesTable
  customer_changes: owners.CustomerChangesTable
  dunning_policies: dunning.DunningPoliciesTable
  dunning_policy_versions: dunning.DunningPolicyVersionsTable
  dunning_assignments: dunning.DunningAssignmentsTable
  dunning_taken_steps: dunning.DunningTakenStepsTable
  letter_settings: letters.LetterSettingsTable
  customer_terms: letters.CustomerTermsTable
  message_templates: letters.MessageTemplatesTable
  documents: letters.DocumentsTable
  payment_links: letters.PaymentLinksTable
  orders: orders.OrdersTable
  invoice_files: letters.InvoiceFilesTable
  interest_rates: letters.InterestRatesTable
  files: work.FilesTable
  outbox: work.OutboxTable
  audit: work.AuditTable
  audit_heads: work.AuditHeadsTable
  schedules: work.SchedulesTable
  job_runs: work.JobRunsTable
  onboarding_steps: firstSteps.OnboardingStepsTable
  payment_notes: firstSteps.PaymentNotesTable
  kept_answers: firstSteps.KeptAnswersTable
  reports: work.ReportsTable
  own_reports: reporting.OwnReportsTable
  report_schedules: reporting.ReportSchedulesTable
  report_orders: reporting.ReportOrdersTable
  suppressed_addresses: channels.SuppressedAddressesTable
  alert_choices: channels.AlertChoicesTable
  alert_teams: channels.AlertTeamsTable
  big_notices: big.BigNoticesTable
  big_entries: big.BigEntriesTable
}

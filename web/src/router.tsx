// Every address of the application; screens are fetched when they are first opened.
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { CompanyFrame } from './shell/company-frame.tsx'
import { firstPlace, needsCompany, needsSession } from './shell/guards.ts'
import { RootFrame } from './shell/root-frame.tsx'
import { NotFoundScreen, ScreenError } from './shell/screen-error.tsx'
import { searchText } from './shell/search-text.ts'
import { withWords } from './words.ts'

type Context = { readonly client: QueryClient }

const root = createRootRouteWithContext<Context>()({ component: RootFrame, notFoundComponent: NotFoundScreen })

const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    throw redirect(await firstPlace(context.client))
  },
})
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => withWords(import('./onboarding/first-account.tsx'), 'onboarding'), 'FirstAccount'),
})
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: searchText('back', 'email'),
  component: lazyRouteComponent(() => import('./sign-in/sign-in.tsx'), 'SignIn'),
})
const forgot = createRoute({
  getParentRoute: () => root,
  path: '/password',
  component: lazyRouteComponent(() => import('./sign-in/forgot-password.tsx'), 'ForgotPassword'),
})
const reset = createRoute({
  getParentRoute: () => root,
  path: '/password/$token',
  component: lazyRouteComponent(() => import('./sign-in/reset-password.tsx'), 'ResetPassword'),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('./sign-in/invitation.tsx'), 'Invitation'),
})
const newCompany = createRoute({
  getParentRoute: () => root,
  path: '/new-company',
  beforeLoad: ({ context, location }) => needsSession(context.client, location.href),
  component: lazyRouteComponent(() => withWords(import('./onboarding/new-company.tsx'), 'onboarding'), 'NewCompany'),
})

const help = createRoute({
  getParentRoute: () => root,
  path: '/help',
  beforeLoad: () => {
    throw redirect({ to: '/help/$page', params: { page: 'pierwsze-kroki' }, replace: true })
  },
})
const helpPage = createRoute({
  getParentRoute: () => root,
  path: '/help/$page',
  component: lazyRouteComponent(() => withWords(import('./help/help-screen.tsx')), 'HelpScreen'),
})

const company = createRoute({
  getParentRoute: () => root,
  path: '/$company',
  beforeLoad: ({ context, params, location }) => needsCompany(context.client, params.company, location.href),
  component: CompanyFrame,
  notFoundComponent: NotFoundScreen,
})
const dashboard = createRoute({
  getParentRoute: () => company,
  path: '/',
  validateSearch: searchText('period', 'segment', 'owner', 'category'),
  component: lazyRouteComponent(() => withWords(import('./dashboard/dashboard-screen.tsx'), 'dashboard'), 'DashboardScreen'),
})
const start = createRoute({
  getParentRoute: () => company,
  path: '/start',
  validateSearch: searchText('step'),
  component: lazyRouteComponent(() => withWords(import('./onboarding/start.tsx'), 'onboarding'), 'Start'),
})
const review = createRoute({
  getParentRoute: () => company,
  path: '/payments/review',
  validateSearch: searchText('payment', 'q', 'later'),
  component: lazyRouteComponent(() => withWords(import('./payments/review-screen.tsx'), 'invoices', 'matching', 'review'), 'ReviewScreen'),
})
const payments = createRoute({
  getParentRoute: () => company,
  path: '/payments',
  validateSearch: searchText('q', 'status', 'customer', 'open', 'from', 'to', 'order', 'source', 'saved'),
  component: lazyRouteComponent(() => withWords(import('./payments/payments-screen.tsx'), 'payments'), 'PaymentsScreen'),
})
const invoices = createRoute({
  getParentRoute: () => company,
  path: '/invoices',
  validateSearch: searchText(
    'q',
    'view',
    'status',
    'order',
    'open',
    'customer',
    'issuedFrom',
    'issuedTo',
    'ageFrom',
    'ageTo',
    'segment',
    'owner',
    'category',
    'saved',
  ),
  component: lazyRouteComponent(() => withWords(import('./invoices/invoices-screen.tsx'), 'invoices'), 'InvoicesScreen'),
})
const customers = createRoute({
  getParentRoute: () => company,
  path: '/customers',
  validateSearch: searchText('q', 'owing', 'order', 'segment', 'owner', 'saved'),
  component: lazyRouteComponent(() => withWords(import('./customers/customers-screen.tsx'), 'customers'), 'CustomersScreen'),
})
const customer = createRoute({
  getParentRoute: () => company,
  path: '/customers/$customer',
  validateSearch: searchText('tab', 'act'),
  component: lazyRouteComponent(() => withWords(import('./customers/customer-screen.tsx'), 'agreements', 'customers'), 'CustomerScreen'),
})
const tasks = createRoute({
  getParentRoute: () => company,
  path: '/tasks',
  validateSearch: searchText('view'),
  component: lazyRouteComponent(() => withWords(import('./tasks/tasks-screen.tsx'), 'tasks'), 'TasksScreen'),
})
const blocks = createRoute({
  getParentRoute: () => company,
  path: '/blocks',
  validateSearch: searchText('view'),
  component: lazyRouteComponent(() => withWords(import('./credit/blocks-screen.tsx'), 'credit'), 'BlocksScreen'),
})
const dunning = createRoute({
  getParentRoute: () => company,
  path: '/dunning',
  validateSearch: searchText('policy'),
  component: lazyRouteComponent(
    () =>
      withWords(import('./dunning/dunning-screen.tsx'), 'agreements', 'dunning-screen', 'matching-settings', 'outbox-screen', 'templates'),
    'DunningScreen',
  ),
})
const imports = createRoute({
  getParentRoute: () => company,
  path: '/imports',
  validateSearch: searchText('open', 'view'),
  component: lazyRouteComponent(
    () => withWords(import('./imports/imports-screen.tsx'), 'imports-screen', 'table-mapping'),
    'ImportsScreen',
  ),
})
const integrations = createRoute({
  getParentRoute: () => company,
  path: '/integrations',
  validateSearch: searchText('connect', 'connection', 'q'),
  component: lazyRouteComponent(
    () => withWords(import('./integrations/integrations-screen.tsx'), 'integrations', 'jobs-screen'),
    'IntegrationsScreen',
  ),
})
const jobs = createRoute({
  getParentRoute: () => company,
  path: '/jobs',
  component: lazyRouteComponent(() => withWords(import('./jobs/jobs-screen.tsx'), 'jobs-screen'), 'JobsScreen'),
})
const messages = createRoute({
  getParentRoute: () => company,
  path: '/messages',
  validateSearch: searchText('view', 'open', 'reason', 'delivery'),
  component: lazyRouteComponent(() => withWords(import('./outbox/outbox-screen.tsx'), 'outbox-screen', 'templates'), 'OutboxScreen'),
})
const reports = createRoute({ getParentRoute: () => company, path: '/reports' })
const reportsList = createRoute({
  getParentRoute: () => reports,
  path: '/',
  validateSearch: searchText('view', 'report'),
  component: lazyRouteComponent(
    () => withWords(import('./reports/reports-screen.tsx'), 'report-fields', 'reports-screen'),
    'ReportsScreen',
  ),
})
const buildReport = createRoute({
  getParentRoute: () => reports,
  path: '/build',
  validateSearch: searchText('own', 'rows', 'day'),
  component: lazyRouteComponent(() => withWords(import('./reports/build-screen.tsx'), 'report-fields', 'reports-screen'), 'BuildScreen'),
})
const audit = createRoute({
  getParentRoute: () => company,
  path: '/audit',
  validateSearch: searchText('q', 'open'),
  component: lazyRouteComponent(() => withWords(import('./audit/audit-screen.tsx'), 'audit-screen', 'invoices'), 'AuditScreen'),
})
const settings = createRoute({
  getParentRoute: () => company,
  path: '/settings',
  beforeLoad: ({ params, location }) => {
    if (/\/settings\/?$/.test(location.pathname))
      throw redirect({ to: '/$company/settings/$section', params: { company: params.company, section: 'company' }, replace: true })
  },
})
const section = createRoute({
  getParentRoute: () => settings,
  path: '$section',
  component: lazyRouteComponent(() => withWords(import('./settings/settings-screen.tsx'), 'settings'), 'SettingsScreen'),
})

const tree = root.addChildren([
  index,
  setup,
  signIn,
  forgot,
  reset,
  invitation,
  newCompany,
  help,
  helpPage,
  company.addChildren([
    dashboard,
    start,
    review,
    payments,
    invoices,
    customers,
    customer,
    tasks,
    blocks,
    dunning,
    imports,
    integrations,
    jobs,
    messages,
    reports.addChildren([reportsList, buildReport]),
    audit,
    settings.addChildren([section]),
  ]),
])

export const makeRouter = (client: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: ScreenError,
    defaultNotFoundComponent: NotFoundScreen,
    defaultPendingMs: 300,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}

// The places of the application in the order of the navigation, with the permission that each needs.
import {
  IconBuildingBank,
  IconChartBar,
  IconChecklist,
  IconFileText,
  IconHandStop,
  IconHistory,
  IconHome,
  IconMail,
  IconPlug,
  IconRefresh,
  IconSettings,
  IconStairsUp,
  IconUsers,
} from '@tabler/icons-react'
import type { Permission } from '../permission.ts'

type Place = {
  readonly id: string
  readonly to:
    | '/$company'
    | '/$company/payments/review'
    | '/$company/payments'
    | '/$company/invoices'
    | '/$company/customers'
    | '/$company/tasks'
    | '/$company/blocks'
    | '/$company/dunning'
    | '/$company/imports'
    | '/$company/integrations'
    | '/$company/jobs'
    | '/$company/messages'
    | '/$company/reports'
    | '/$company/audit'
    | '/$company/settings/$section'
  readonly word:
    | 'nav.dashboard'
    | 'nav.payments'
    | 'nav.review'
    | 'nav.allPayments'
    | 'nav.statements'
    | 'nav.invoices'
    | 'nav.customers'
    | 'nav.tasks'
    | 'nav.blocks'
    | 'nav.dunning'
    | 'nav.plan'
    | 'nav.messages'
    | 'nav.jobs'
    | 'nav.reports'
    | 'nav.integrations'
    | 'nav.audit'
    | 'nav.settings'
  readonly icon: typeof IconHome
  readonly needs: Permission
  /** Letter after G. */
  readonly key?: string
  readonly under?: 'payments' | 'dunning'
  readonly section?: 'work' | 'house'
}

export const places: readonly Place[] = [
  { id: 'dashboard', to: '/$company', word: 'nav.dashboard', icon: IconHome, needs: 'invoices.read', key: 'd', section: 'work' },
  { id: 'tasks', to: '/$company/tasks', word: 'nav.tasks', icon: IconChecklist, needs: 'customers.read', key: 't', section: 'work' },
  {
    id: 'payments',
    to: '/$company/payments/review',
    word: 'nav.payments',
    icon: IconBuildingBank,
    needs: 'payments.read',
    section: 'work',
  },
  {
    id: 'review',
    to: '/$company/payments/review',
    word: 'nav.review',
    icon: IconBuildingBank,
    needs: 'payments.read',
    key: 'r',
    under: 'payments',
    section: 'work',
  },
  {
    id: 'allPayments',
    to: '/$company/payments',
    word: 'nav.allPayments',
    icon: IconBuildingBank,
    needs: 'payments.read',
    key: 'p',
    under: 'payments',
    section: 'work',
  },
  {
    id: 'imports',
    to: '/$company/imports',
    word: 'nav.statements',
    icon: IconBuildingBank,
    needs: 'imports.read',
    key: 'i',
    under: 'payments',
    section: 'work',
  },
  { id: 'invoices', to: '/$company/invoices', word: 'nav.invoices', icon: IconFileText, needs: 'invoices.read', key: 'f', section: 'work' },
  {
    id: 'customers',
    to: '/$company/customers',
    word: 'nav.customers',
    icon: IconUsers,
    needs: 'customers.read',
    key: 'k',
    section: 'work',
  },
  { id: 'dunning', to: '/$company/dunning', word: 'nav.dunning', icon: IconStairsUp, needs: 'messages.read', section: 'work' },
  {
    id: 'plan',
    to: '/$company/dunning',
    word: 'nav.plan',
    icon: IconStairsUp,
    needs: 'messages.read',
    under: 'dunning',
    section: 'work',
  },
  {
    id: 'messages',
    to: '/$company/messages',
    word: 'nav.messages',
    icon: IconMail,
    needs: 'messages.read',
    key: 'w',
    under: 'dunning',
    section: 'work',
  },
  {
    id: 'blocks',
    to: '/$company/blocks',
    word: 'nav.blocks',
    icon: IconHandStop,
    needs: 'customers.read',
    key: 'b',
    under: 'dunning',
    section: 'work',
  },
  { id: 'reports', to: '/$company/reports', word: 'nav.reports', icon: IconChartBar, needs: 'reports.read', section: 'work' },
  { id: 'jobs', to: '/$company/jobs', word: 'nav.jobs', icon: IconRefresh, needs: 'jobs.read', key: 'z', section: 'house' },
  {
    id: 'integrations',
    to: '/$company/integrations',
    word: 'nav.integrations',
    icon: IconPlug,
    needs: 'connections.read',
    key: 'c',
    section: 'house',
  },
  { id: 'audit', to: '/$company/audit', word: 'nav.audit', icon: IconHistory, needs: 'audit.read', section: 'house' },
  {
    id: 'settings',
    to: '/$company/settings/$section',
    word: 'nav.settings',
    icon: IconSettings,
    needs: 'company.read',
    key: 'u',
    section: 'house',
  },
]

/** The place that an address is in; the most particular wins. */
export function placeOf(pathname: string): Place | undefined {
  const rest = pathname.split('/').slice(2).join('/')
  const byPath: readonly (readonly [string, string])[] = [
    ['payments/review', 'review'],
    ['payments', 'allPayments'],
    ['imports', 'imports'],
    ['invoices', 'invoices'],
    ['customers', 'customers'],
    ['tasks', 'tasks'],
    ['blocks', 'blocks'],
    ['dunning', 'plan'],
    ['messages', 'messages'],
    ['reports', 'reports'],
    ['jobs', 'jobs'],
    ['integrations', 'integrations'],
    ['audit', 'audit'],
    ['settings', 'settings'],
  ]
  const found = byPath.find(([start]) => rest === start || rest.startsWith(`${start}/`))
  return places.find((place) => place.id === (found?.[1] ?? 'dashboard'))
}

// Words and looks of connectors, what they carry, and the state of a connection.
import { IconBuildingBank, IconCreditCard, IconFileText, IconMail, IconTable, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { listConnections, listPlugins } from '#contract/connections'
import type { Output } from '#contract/route'
import type { StatusLook } from '../ui/status-pill.tsx'

export type Plugin = Output<typeof listPlugins>['plugins'][number]
export type Connection = Output<typeof listConnections>['connections'][number]

export const groups = ['invoicing', 'bank', 'gateway', 'crm', 'sheets', 'channel'] as const

export const groupIcon: Readonly<Record<Plugin['group'], typeof IconMail>> = {
  invoicing: IconFileText,
  bank: IconBuildingBank,
  gateway: IconCreditCard,
  crm: IconUsers,
  sheets: IconTable,
  channel: IconMail,
}

export const connectionLook: Readonly<Record<Connection['state'], StatusLook>> = {
  connected: { shape: 'tick', tone: 'ok' },
  delayed: { shape: 'half', tone: 'warn' },
  'needs-attention': { shape: 'half', tone: 'warn' },
  error: { shape: 'triangle', tone: 'bad' },
  off: { shape: 'bar', tone: 'neutral' },
}

/** The word of a kind; a kind that has none comes back as it is. */
export function useKindWord(): (kind: string) => string {
  const { t, i18n } = useTranslation('integrations')
  return (kind) => (i18n.exists(`integrations:kind.${kind}`) ? String(t(`kind.${kind}` as never)) : kind)
}

export const connectParam = (plugin: Pick<Plugin, 'shelf' | 'pluginId'>): string => `${plugin.shelf}:${plugin.pluginId}`

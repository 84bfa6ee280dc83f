// What happens in the house that another system of the firm may be told: the events of the outgoing webhook.
import type { Words } from './settings.ts'

/** The data of each is described in the manual, docs/guide/events.md. More may be added, none renamed. */
export const eventTypes = [
  'invoice.status-changed',
  'payment.posted',
  'payment.undone',
  'customer.blocked',
  'customer.released',
  'promise.made',
  'promise.broken',
] as const
export type EventType = (typeof eventTypes)[number]

export const eventWords: Readonly<Record<EventType, Words>> = {
  'invoice.status-changed': { pl: 'Zmiana statusu faktury', en: 'Status of an invoice changed' },
  'payment.posted': { pl: 'Wpłata rozliczona', en: 'Payment settled' },
  'payment.undone': { pl: 'Rozliczenie cofnięte', en: 'Settlement undone' },
  'customer.blocked': { pl: 'Sprzedaż wstrzymana', en: 'Supply stopped' },
  'customer.released': { pl: 'Sprzedaż wznowiona', en: 'Supply resumed' },
  'promise.made': { pl: 'Obietnica zapłaty', en: 'Promise to pay' },
  'promise.broken': { pl: 'Obietnica złamana', en: 'Promise broken' },
}

/** The setting of a connection by which it takes a type, `invoiceStatusChanged`; left out means taken. */
export const settingOfEvent = (type: EventType): string => type.replace(/[.-]([a-z])/g, (_, letter: string) => letter.toUpperCase())

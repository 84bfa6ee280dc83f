// The draft of a person's alerts: what the form holds as text, and what of it is wrong before it is saved.

import type * as z from 'zod'
import type { alertView, saveAlerts } from '#contract/alerts'
import type { Input } from '#contract/route'
import type { Currency } from '#values/currency'
import { formatDecimal } from '#values/decimal'
import { phoneNumber } from '#values/phone-number'
import { parseAmount } from '../../ui/parse-amount.ts'
import { isTime } from '../../ui/time-field.tsx'

export type AlertView = z.output<typeof alertView>
export type AlertMedium = AlertView['connected'][number]
export type AlertTopic = AlertView['topics'][number]['topic']

export type AlertDraft = {
  readonly topics: AlertView['topics']
  readonly quiet: boolean
  readonly quietFrom: string
  readonly quietUntil: string
  readonly digestAt: string
  readonly largeFrom: string
  readonly unplacedDays: number
  readonly email: string
  readonly phone: string
  readonly slack: string
}

export const draftOf = (view: AlertView): AlertDraft => ({
  topics: view.topics,
  quiet: view.quiet !== null,
  quietFrom: view.quiet?.from ?? '20:00',
  quietUntil: view.quiet?.until ?? '07:00',
  digestAt: view.digestAt ?? view.usual.digestAt,
  largeFrom: formatDecimal(view.largeFrom ?? view.usual.largeFrom)
    .replace(/\.00$/, '')
    .replace('.', ',')
    .replace(/\B(?=(\d{3})+(?!\d))/g, '\u00A0'),
  unplacedDays: view.unplacedDays ?? view.usual.unplacedDays,
  email: view.email ?? '',
  phone: view.phone ?? '',
  slack: view.slack ?? '',
})

export const hears = (draft: AlertDraft, topic: AlertTopic): boolean =>
  (draft.topics.find((each) => each.topic === topic)?.media.length ?? 0) > 0

export const usesMedium = (draft: AlertDraft, medium: AlertMedium): boolean => draft.topics.some(({ media }) => media.includes(medium))

export const withMedium = (draft: AlertDraft, topic: AlertTopic, medium: AlertMedium, on: boolean): AlertDraft => ({
  ...draft,
  topics: draft.topics.map((each) =>
    each.topic === topic ? { topic, media: on ? [...each.media, medium] : each.media.filter((one) => one !== medium) } : each,
  ),
})

export type Wrong = Partial<Record<'largeFrom' | 'phone' | 'quietFrom' | 'quietUntil' | 'digestAt' | 'email', true>>

/** Fields that cannot be saved as they are; an empty place is none, and is right. */
export const wrongIn = (draft: AlertDraft, currency: Currency): Wrong => ({
  ...(parseAmount(draft.largeFrom, currency) === null ? { largeFrom: true } : {}),
  ...(draft.phone.trim() !== '' && phoneNumber(draft.phone) === null ? { phone: true } : {}),
  ...(draft.email.trim() !== '' && !/^[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+$/.test(draft.email.trim()) ? { email: true } : {}),
  ...(draft.quiet && !isTime(draft.quietFrom) ? { quietFrom: true } : {}),
  ...(draft.quiet && !isTime(draft.quietUntil) ? { quietUntil: true } : {}),
  ...(isTime(draft.digestAt) ? {} : { digestAt: true }),
})

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

export const bodyOf = (draft: AlertDraft, currency: Currency): Input<typeof saveAlerts>['body'] => ({
  topics: draft.topics.map(({ topic, media }) => ({ topic, media: [...media] })),
  quiet: draft.quiet ? { from: draft.quietFrom, until: draft.quietUntil } : null,
  digestAt: draft.digestAt,
  largeFrom: parseAmount(draft.largeFrom, currency),
  unplacedDays: draft.unplacedDays,
  email: orNull(draft.email),
  phone: orNull(draft.phone),
  slack: orNull(draft.slack),
})

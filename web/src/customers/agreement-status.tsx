// What became of an agreement, as a coloured word.
import { useTranslation } from 'react-i18next'
import { say } from '../ui/say.ts'
import { type StatusLook, StatusPill } from '../ui/status-pill.tsx'
import type { Agreement } from './customer-types.ts'

const looks: Readonly<Record<string, StatusLook>> = {
  stands: { shape: 'ring', tone: 'neutral' },
  kept: { shape: 'tick', tone: 'ok' },
  partly: { shape: 'half', tone: 'warn' },
  broken: { shape: 'triangle', tone: 'bad' },
  withdrawn: { shape: 'bar', tone: 'neutral' },
  ended: { shape: 'bar', tone: 'neutral' },
  accepted: { shape: 'tick', tone: 'ok' },
  rejected: { shape: 'bar', tone: 'neutral' },
  dispute: { shape: 'diamond', tone: 'plum' },
}

const outcomeOf = (each: Agreement): string => each.outcome ?? (each.endedAt === null ? 'stands' : 'ended')

export function AgreementStatus({ each }: { readonly each: Agreement }) {
  const { i18n } = useTranslation('agreements')
  const outcome = outcomeOf(each)
  const look = looks[outcome === 'stands' && each.kind === 'dispute' ? 'dispute' : outcome] ?? { shape: 'ring', tone: 'neutral' }
  return <StatusPill {...look}>{say(i18n, `agreements:outcome.${outcome === 'stands' ? `stands-${each.kind}` : outcome}`)}</StatusPill>
}

// Words of jobs: their names, when they run, and what a run brought.

import { useTranslation } from 'react-i18next'
import type { Output } from '#contract/route'
import type { listJobs } from '#contract/work'
import { say } from '../ui/say.ts'
import type { StatusLook } from '../ui/status-pill.tsx'
import { useFormat } from '../ui/use-format.ts'

export type Schedule = Output<typeof listJobs>['schedules'][number]
export type Run = Output<typeof listJobs>['runs']['rows'][number]

export const runLook: Readonly<Record<Run['state'], StatusLook>> = {
  queued: { shape: 'ring', tone: 'neutral' },
  running: { shape: 'half', tone: 'accent' },
  done: { shape: 'tick', tone: 'ok' },
  failed: { shape: 'triangle', tone: 'bad' },
  cancelled: { shape: 'bar', tone: 'neutral' },
}

export function useJobWords() {
  const { t, i18n } = useTranslation('jobs-screen')
  const format = useFormat()
  const word = (group: 'job' | 'about', id: string, otherwise: string) =>
    i18n.exists(`jobs-screen:${group}.${id}`) ? String(t(`${group}.${id}` as never)) : otherwise
  return {
    job: (id: string) => word('job', id, id),
    about: (id: string) => word('about', id, ''),
    rule: ({ kind, at, minutes, dayOfMonth }: Schedule['rule']) =>
      kind === 'every'
        ? t('rule.every', { count: minutes ?? 0 })
        : kind === 'monthly'
          ? t('rule.monthly', { day: dayOfMonth ?? 1, at: at ?? '' })
          : t('rule.daily', { at: at ?? '' }),
    /** What a run counted, without what was zero. */
    result: (result: Run['result']) =>
      Object.entries(result ?? {})
        .filter(([, value]) => value !== 0 && value !== null && value !== false)
        .map(([name, value]) => {
          const shown = typeof value === 'number' ? format.number(value) : String(value)
          return i18n.exists(`jobs-screen:result.${name}`) ? say(i18n, `jobs-screen:result.${name}`, { value: shown }) : `${name}: ${shown}`
        })
        .join(', '),
  }
}

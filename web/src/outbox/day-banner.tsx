// What the dry run would send today, and the way out of it.
import { useTranslation } from 'react-i18next'
import { changeCompany } from '#contract/companies'
import { readDunningDay } from '#contract/dunning'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { Banner } from '../ui/notices.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import { useFormat } from '../ui/use-format.ts'
import { useDayRun } from './use-day-run.ts'

export function DayBanner() {
  const { t } = useTranslation('outbox-screen')
  const { params, can } = useCompany()
  const format = useFormat()
  const { data } = useRead(readDunningDay, { params })
  const change = useChange(changeCompany, ['companies', 'dunning', 'outbox', 'dashboard'])
  const run = useDayRun()
  const failure = useFailureWords()
  const tell = (error: unknown) => toast(failure(error).title, { tone: 'bad' })
  const count = () => run.mutateAsync().catch(tell)
  // The banner is gone as soon as the mode has changed; what follows is done all the same.
  const approve = () =>
    change
      .mutateAsync({ params, body: { settings: { sendingMode: 'approve' } } })
      .then(() => {
        toast(t('banner.switched'))
        // What the dry run has shown is written anew at once and waits for a person.
        return can('jobs.run') ? count() : undefined
      })
      .catch(tell)
  const counted = data !== undefined && data.messages > 0
  return (
    <Banner
      tone="warn"
      title={
        counted
          ? t('banner.day', {
              messages: t('banner.messages', { count: data.messages }),
              customers: t('banner.customers', { count: data.customers }),
            })
          : t('banner.dayNone')
      }
      actions={
        <>
          {can('jobs.run') ? (
            <Button size="sm" busy={run.isPending} onClick={() => void count()}>
              {t(run.isPending ? 'banner.counting' : 'banner.count')}
            </Button>
          ) : null}
          {can('company.change') ? (
            <Button look="filled" size="sm" busy={change.isPending} onClick={() => void approve()}>
              {t('banner.toApprove')}
            </Button>
          ) : null}
        </>
      }
    >
      {data?.dryRun == null
        ? t('banner.dayBody')
        : t('banner.dayBodySince', { since: format.day(data.dryRun.since), count: data.dryRun.messages })}
    </Banner>
  )
}

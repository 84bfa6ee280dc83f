// What the dry run would send today, and the way out of it.
import { useTranslation } from 'react-i18next'
import { changeCompany } from '#contract/companies'
import { readDunningDay } from '#contract/dunning'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { Banner } from '../ui/notices.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'

export function DayBanner() {
  const { t } = useTranslation('outbox-screen')
  const { params, can } = useCompany()
  const format = useFormat()
  const { data } = useRead(readDunningDay, { params })
  const change = useChange(changeCompany, ['companies', 'dunning', 'outbox', 'dashboard'])
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
      {...(can('company.change') && {
        actions: (
          <Button
            look="filled"
            size="sm"
            busy={change.isPending}
            onClick={() =>
              change.mutate(
                { params, body: { settings: { sendingMode: 'approve' } } },
                { onSuccess: () => toast(t('banner.switched')), onError: () => toast(t('banner.dayBody'), { tone: 'bad' }) },
              )
            }
          >
            {t('banner.toApprove')}
          </Button>
        ),
      })}
    >
      {data?.dryRun == null
        ? t('banner.dayBody')
        : t('banner.dayBodySince', { since: format.day(data.dryRun.since), count: data.dryRun.messages })}
    </Banner>
  )
}

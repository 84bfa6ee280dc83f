// Says that the company holds sample data, and takes them out with one click.
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { removeSample } from '#contract/onboarding'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Banner } from '../ui/notices.tsx'
import { toast } from '../ui/toasts.tsx'

export function SampleBanner() {
  const { t } = useTranslation('onboarding')
  const { params, can } = useCompany()
  const client = useQueryClient()
  const remove = useChange(removeSample, [])
  const act = () =>
    remove.mutate(
      { params },
      {
        onSuccess: () => {
          toast(t('sample.removed'), { tone: 'neutral' })
          void client.invalidateQueries()
        },
      },
    )
  return (
    <>
      {remove.isError ? <FailureBanner error={remove.error} /> : null}
      <Banner
        tone="accent"
        title={t('sample.title')}
        actions={
          can('company.change') ? (
            <Button size="sm" busy={remove.isPending} onClick={act}>
              {t('sample.remove')}
            </Button>
          ) : undefined
        }
      >
        {t('sample.body')}
      </Banner>
    </>
  )
}

// The step's message as a chosen customer would get it today, in each of its ways, and a test of it to oneself.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { previewTemplate, testTemplate } from '#contract/templates'
import type { Id } from '#values/id'
import { MessagePreview, mediumOf, type PreviewView } from '../letters/message-preview.tsx'
import { useChange } from '../queries.ts'
import { CustomerField } from '../settings/matching/customer-field.tsx'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { SheetSection } from '../ui/sheet-section.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import type { Step } from './policy-draft.ts'

const viewsOf = (step: Step): readonly PreviewView[] => [
  ...(step.media.includes('email') ? (['desktop', 'phone', 'dark'] as const) : []),
  ...(step.media.includes('sms') ? (['sms'] as const) : []),
  ...(step.media.includes('letter') ? (['letter'] as const) : []),
]

export function StepPreview({ step }: { readonly step: Step }) {
  const { t } = useTranslation(['dunning-screen', 'templates'])
  const { params, settings, can } = useCompany()
  const [customer, setCustomer] = useState<{ readonly customerId: Id; readonly name: string } | null>(null)
  const [chosen, setView] = useState<PreviewView>('desktop')
  const views = viewsOf(step)
  const view = views.includes(chosen) ? chosen : (views[0] ?? 'desktop')
  const templateId = step.templateId ?? `${step.kind}:${step.tone}:${settings.language}`
  const preview = useChange(previewTemplate, [])
  const test = useChange(testTemplate, ['outbox'])
  const customerId = customer?.customerId
  const medium = mediumOf(view)
  const show = preview.mutate
  const { companyId } = params
  useEffect(() => {
    if (customerId !== undefined) show({ params: { companyId, templateId }, body: { texts: null, customerId, medium } })
  }, [customerId, templateId, medium, companyId, show])
  return (
    <SheetSection
      title={t('templates:preview')}
      aside={
        views.length > 1 ? (
          <Segmented
            label={t('templates:preview')}
            value={view}
            onChange={setView}
            options={views.map((value) => ({ value, word: t(`templates:views.${value}`) }))}
          />
        ) : undefined
      }
    >
      <div className="stack">
        <CustomerField value={customer} onChange={setCustomer} />
        {customer === null ? <p className="s second">{t('templates:chooseCustomer')}</p> : null}
        {preview.error === null ? null : <FailureBanner error={preview.error} />}
        {test.error === null ? null : <FailureBanner error={test.error} />}
        {customerId === undefined ? null : preview.data === undefined ? (
          <Skeleton height={240} />
        ) : (
          <MessagePreview shown={preview.data} view={view} />
        )}
        {customerId !== undefined && can('company.change') && step.media.includes('email') ? (
          <div>
            <Button
              size="sm"
              busy={test.isPending}
              onClick={() =>
                test.mutate(
                  { params: { ...params, templateId }, body: { texts: null, customerId } },
                  { onSuccess: ({ to }) => toast(t('templates:tested', { to })) },
                )
              }
            >
              {t('templates:test')}
            </Button>
          </div>
        ) : null}
      </div>
    </SheetSection>
  )
}

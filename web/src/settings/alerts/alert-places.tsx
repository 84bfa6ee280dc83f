// Where a person is told: address, phone, Slack, and the chat that a code links; a trial message for each.
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { tryAlert } from '#contract/alerts'
import { useChange } from '../../queries.ts'
import { useCompany } from '../../shell/company.ts'
import { Button } from '../../ui/button.tsx'
import { FailureBanner } from '../../ui/failure.tsx'
import { toast } from '../../ui/toasts.tsx'
import type { AlertDraft, AlertMedium, AlertView, Wrong } from './alert-draft.ts'
import classes from './alerts.module.css'
import { TelegramLink } from './telegram-link.tsx'

export function AlertPlaces({
  view,
  draft,
  wrong,
  onChange,
}: {
  readonly view: AlertView
  readonly draft: AlertDraft
  readonly wrong: Wrong
  readonly onChange: (part: Partial<AlertDraft>) => void
}) {
  const { t } = useTranslation('alert-settings')
  const { params } = useCompany()
  const trial = useChange(tryAlert, ['outbox'])
  const send = (medium: AlertMedium) =>
    trial.mutate({ params, body: { medium } }, { onSuccess: () => toast(t('tried', { medium: t(`medium.${medium}`) })) })
  const tryButton = (medium: AlertMedium, ready: boolean) => (
    <Button size="sm" look="plain" disabled={!ready || !view.connected.includes(medium)} onClick={() => send(medium)}>
      {t('try')}
      <span className="unseen">{` (${t(`medium.${medium}`)})`}</span>
    </Button>
  )
  return (
    <section className={classes.places} aria-label={t('places')}>
      <h3>{t('places')}</h3>
      {trial.isError ? <FailureBanner error={trial.error} /> : null}
      <div className={classes.place}>
        <TextInput
          label={t('email')}
          placeholder={view.accountEmail}
          description={t('emailHint')}
          value={draft.email}
          type="email"
          maxLength={254}
          error={wrong.email ? t('emailWrong') : undefined}
          onChange={(event) => onChange({ email: event.currentTarget.value })}
        />
        {tryButton('email', true)}
      </div>
      <div className={classes.place}>
        <TextInput
          label={t('phone')}
          placeholder="+48 500 100 200"
          value={draft.phone}
          inputMode="tel"
          maxLength={30}
          error={wrong.phone ? t('phoneWrong') : undefined}
          onChange={(event) => onChange({ phone: event.currentTarget.value })}
        />
        {tryButton('sms', view.phone !== null)}
      </div>
      <div className={classes.place}>
        <TextInput
          label={t('slack')}
          placeholder="U012AB3CD"
          description={t('slackHint')}
          value={draft.slack}
          maxLength={21}
          onChange={(event) => onChange({ slack: event.currentTarget.value.toUpperCase() })}
        />
        {tryButton('slack', view.slack !== null)}
      </div>
      <div className={classes.place}>
        <TelegramLink view={view} />
        {tryButton('telegram', view.telegram !== null)}
      </div>
    </section>
  )
}

// Powiadomienia: each person chooses what to be told, by which media, when and where.
import { Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readAlerts, saveAlerts } from '#contract/alerts'
import { unitOf } from '#values/currency-unit'
import { useChange, useRead } from '../../queries.ts'
import { useCompany } from '../../shell/company.ts'
import { FailurePlace } from '../../ui/failure.tsx'
import { Banner } from '../../ui/notices.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { TimeField } from '../../ui/time-field.tsx'
import { toast } from '../../ui/toasts.tsx'
import { SettingsForm } from '../settings-form.tsx'
import { type AlertView, bodyOf, draftOf, hears, usesMedium, wrongIn } from './alert-draft.ts'
import { AlertGrid } from './alert-grid.tsx'
import { AlertPlaces } from './alert-places.tsx'
import classes from './alerts.module.css'

export function AlertSettings() {
  const { params } = useCompany()
  const alerts = useRead(readAlerts, { params })
  if (alerts.isError) return <FailurePlace error={alerts.error} onRetry={() => void alerts.refetch()} />
  if (alerts.data === undefined)
    return (
      <Panel>
        <SkeletonRows rows={8} height={40} />
      </Panel>
    )
  return <AlertForm view={alerts.data} />
}

function AlertForm({ view }: { readonly view: AlertView }) {
  const { t } = useTranslation('alert-settings')
  const settings = useTranslation('settings').t
  const { params } = useCompany()
  const save = useChange(saveAlerts, ['alerts'])
  const [draft, setDraft] = useState(() => draftOf(view))
  const { currency } = view.usual.largeFrom
  const wrong = wrongIn(draft, currency)
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const missing = (['sms', 'slack', 'telegram'] as const).filter(
    (medium) =>
      usesMedium(draft, medium) &&
      (medium === 'sms' ? draft.phone.trim() === '' : medium === 'slack' ? draft.slack.trim() === '' : view.telegram === null),
  )
  if (view.topics.length === 0)
    return (
      <Panel title={t('title')}>
        <Banner tone="accent" title={t('none')} />
      </Panel>
    )
  return (
    <SettingsForm
      title={t('title')}
      may
      layout="wide"
      ready={Object.keys(wrong).length === 0}
      saving={save}
      onSave={() => save.mutate({ params, body: bodyOf(draft, currency) }, { onSuccess: () => toast(settings('saved')) })}
      lead={<p className="s second">{t('lead')}</p>}
    >
      <AlertGrid draft={draft} connected={view.connected} onChange={setDraft} />
      {missing.length === 0 ? null : (
        <Banner tone="warn" title={t('missing', { media: missing.map((medium) => t(`medium.${medium}`)).join(', ') })}>
          {t('missingBody')}
        </Banner>
      )}
      <div className={classes.pair}>
        {hears(draft, 'large-payment') ? (
          <TextInput
            label={t('largeFrom', { unit: unitOf(currency) })}
            value={draft.largeFrom}
            inputMode="decimal"
            error={wrong.largeFrom ? t('amountWrong') : undefined}
            onChange={(event) => change({ largeFrom: event.currentTarget.value })}
          />
        ) : null}
        {hears(draft, 'payment-unplaced') ? (
          <NumberField
            label={t('unplacedDays')}
            value={draft.unplacedDays}
            min={1}
            max={60}
            unit={t('days', { count: draft.unplacedDays })}
            onChange={(value) => {
              if (value !== null) change({ unplacedDays: value })
            }}
          />
        ) : null}
        {hears(draft, 'daily-digest') ? (
          <TimeField
            label={t('digestAt')}
            value={draft.digestAt}
            error={wrong.digestAt ? t('timeWrong') : undefined}
            onChange={(digestAt) => change({ digestAt })}
          />
        ) : null}
      </div>
      <div>
        <Switch
          label={t('quiet')}
          description={t('quietHint')}
          checked={draft.quiet}
          onChange={(event) => change({ quiet: event.currentTarget.checked })}
        />
        {draft.quiet ? (
          <div className={classes.hours}>
            <TimeField
              label={t('quietFrom')}
              value={draft.quietFrom}
              error={wrong.quietFrom ? t('timeWrong') : undefined}
              onChange={(quietFrom) => change({ quietFrom })}
            />
            <TimeField
              label={t('quietUntil')}
              value={draft.quietUntil}
              error={wrong.quietUntil ? t('timeWrong') : undefined}
              onChange={(quietUntil) => change({ quietUntil })}
            />
          </div>
        ) : null}
      </div>
      <AlertPlaces view={view} draft={draft} wrong={wrong} onChange={change} />
    </SettingsForm>
  )
}

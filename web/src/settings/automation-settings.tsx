// What the house does by itself: the morning round, posting, and whether anything goes out to customers.
import { Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeCompany, sendingModes } from '#contract/companies'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { ChoiceList } from '../ui/choice-list.tsx'
import { Banner } from '../ui/notices.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { isTime, TimeField } from '../ui/time-field.tsx'
import { toast } from '../ui/toasts.tsx'
import { type PaymentLinkChoice, PaymentLinkSettings } from './payment-link-settings.tsx'
import { SettingsForm } from './settings-form.tsx'

export function AutomationSettings() {
  const { t } = useTranslation('settings')
  const { settings, params, can } = useCompany()
  const change = useChange(changeCompany, ['companies', 'jobs', 'dashboard'])
  const [dailyAt, setDailyAt] = useState(settings.dailyAt)
  const [automaticPosting, setPosting] = useState(settings.automaticPosting)
  const [sendingMode, setMode] = useState(settings.sendingMode)
  const [confirmations, setConfirmations] = useState(settings.confirmations)
  const [reminders, setReminders] = useState(settings.reminders)
  const [staleAfterHours, setStale] = useState(settings.staleAfterHours)
  const [payLinks, setPayLinks] = useState<PaymentLinkChoice>(settings)
  const may = can('company.change')
  const save = () =>
    change.mutate(
      {
        params,
        body: {
          settings: {
            dailyAt,
            automaticPosting,
            sendingMode,
            confirmations,
            reminders,
            staleAfterHours,
            paymentLinks: payLinks.paymentLinks,
            paymentGatewayId: payLinks.paymentGatewayId,
          },
        },
      },
      { onSuccess: () => toast(t('saved')) },
    )
  return (
    <SettingsForm layout="wide" may={may} ready={isTime(dailyAt)} saving={change} onSave={save}>
      <TimeField
        label={t('automation.dailyAt')}
        hint={t('automation.dailyAtHint')}
        value={dailyAt}
        onChange={setDailyAt}
        error={isTime(dailyAt) ? undefined : t('automation.timeWrong')}
      />
      <Switch
        label={t('automation.posting')}
        description={t('automation.postingHint')}
        checked={automaticPosting}
        onChange={(event) => setPosting(event.currentTarget.checked)}
      />
      <div>
        <h2 style={{ marginBottom: 6 }}>{t('automation.mode')}</h2>
        <ChoiceList
          label={t('automation.mode')}
          value={sendingMode}
          options={sendingModes.map((mode) => ({
            value: mode,
            word: t(`automation.modes.${mode}`),
            hint: t(`automation.modeHints.${mode}`),
          }))}
          onChange={setMode}
        />
      </div>
      {sendingMode === 'automatic' && settings.sendingMode !== 'automatic' ? (
        <Banner tone="warn" title={t('automation.confirmAuto')} />
      ) : null}
      <Switch
        label={t('automation.confirmations')}
        description={t('automation.confirmationsHint')}
        checked={confirmations}
        onChange={(event) => setConfirmations(event.currentTarget.checked)}
      />
      <Switch
        label={t('automation.reminders')}
        description={t('automation.remindersHint')}
        checked={reminders}
        onChange={(event) => setReminders(event.currentTarget.checked)}
      />
      <NumberField
        label={t('automation.stale')}
        description={t('automation.staleHint')}
        value={staleAfterHours}
        min={1}
        max={240}
        width={120}
        unit={t('automation.hoursUnit')}
        onChange={(value) => {
          if (value !== null) setStale(value)
        }}
      />
      <PaymentLinkSettings value={payLinks} onChange={setPayLinks} />
    </SettingsForm>
  )
}

// Step 5: whether customers are reminded and thanked, and where the rules of it are set.
import { Switch } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeCompany } from '#contract/companies'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import type { StepProps } from './step-props.ts'

export function RulesStep({ onDone }: StepProps) {
  const { t } = useTranslation('onboarding')
  const words = useTranslation('settings').t
  const { settings, params, path } = useCompany()
  const change = useChange(changeCompany, ['companies', 'dashboard'])
  const [reminders, setReminders] = useState(settings.reminders)
  const [confirmations, setConfirmations] = useState(settings.confirmations)
  const save = () => change.mutate({ params, body: { settings: { reminders, confirmations } } }, { onSuccess: onDone })
  return (
    <div className="stack">
      {change.isError ? <FailureBanner error={change.error} /> : null}
      <Switch label={words('automation.reminders')} checked={reminders} onChange={(event) => setReminders(event.currentTarget.checked)} />
      <Switch
        label={words('automation.confirmations')}
        description={words('automation.confirmationsHint')}
        checked={confirmations}
        onChange={(event) => setConfirmations(event.currentTarget.checked)}
      />
      <p className="s second">{t('wizard.rules.note')}</p>
      <div className="row">
        <Button look="filled" busy={change.isPending} onClick={save}>
          {t('wizard.next')}
        </Button>
        <Link to="/$company/settings/$section" params={{ ...path, section: 'automation' }} className={buttonClass()}>
          {t('wizard.rules.open')}
        </Link>
      </div>
    </div>
  )
}

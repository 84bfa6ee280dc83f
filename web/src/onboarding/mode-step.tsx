// Step 7: how far messages go by themselves.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeCompany } from '#contract/companies'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import classes from './start.module.css'
import type { StepProps } from './step-props.ts'

const modes = ['dry-run', 'approve', 'automatic'] as const

export function ModeStep({ onDone }: StepProps) {
  const { t } = useTranslation('onboarding')
  const words = useTranslation('settings').t
  const { settings, params } = useCompany()
  const change = useChange(changeCompany, ['companies', 'dashboard'])
  const [mode, setMode] = useState<(typeof modes)[number]>(settings.sendingMode === 'off' ? 'dry-run' : settings.sendingMode)
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ params, body: { settings: { sendingMode: mode } } }, { onSuccess: onDone })
      }}
    >
      {change.isError ? <FailureBanner error={change.error} /> : null}
      <div className={classes.modes} role="radiogroup" aria-label={words('automation.mode')}>
        {modes.map((each) => (
          <label key={each} className={classes.mode}>
            <input type="radio" name="mode" checked={mode === each} onChange={() => setMode(each)} />
            <span>
              <b className="strong">{t(`wizard.mode.${each}`)}</b>
              <span className="xs third" style={{ display: 'block' }}>
                {words(`automation.modeHints.${each}`)}
              </span>
            </span>
          </label>
        ))}
      </div>
      <div>
        <Button type="submit" look="filled" busy={change.isPending}>
          {t('wizard.finish')}
        </Button>
      </div>
    </form>
  )
}

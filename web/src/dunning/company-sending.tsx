// What holds for all policies of the company: a second pair of eyes for demands, and how many reminders leave in an hour.
import { Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeDunningSending } from '#contract/dunning'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { Panel, PanelBody } from '../ui/panel.tsx'
import { toast } from '../ui/toasts.tsx'
import classes from './dunning.module.css'
import type { Dunning } from './policy-draft.ts'

export function CompanySending({ dunning }: { readonly dunning: Dunning }) {
  const { t } = useTranslation('dunning-screen')
  const { params, can } = useCompany()
  const may = can('dunning.manage')
  const change = useChange(changeDunningSending, ['dunning', 'companies', 'audit'])
  const [perHour, setPerHour] = useState<number | null>(dunning.remindersPerHour)
  const send = (body: { fourEyes?: boolean; remindersPerHour?: number }) =>
    change.mutate({ params, body }, { onSuccess: () => toast(t('company.saved')) })
  return (
    <Panel title={t('company.title')} note={t('company.note')} ruled>
      <PanelBody>
        <fieldset disabled={!may} className={`stack ${classes.bare} ${classes.padded}`}>
          {change.error === null ? null : <FailureBanner error={change.error} />}
          <Switch
            label={t('company.fourEyes')}
            description={t('company.fourEyesHint')}
            checked={dunning.fourEyes}
            onChange={(event) => send({ fourEyes: event.currentTarget.checked })}
          />
          <div className={`row wrap ${classes.ends}`}>
            <NumberField
              label={t('company.perHour')}
              description={t('company.perHourHint')}
              value={perHour}
              min={1}
              max={1_000}
              width={96}
              onChange={setPerHour}
            />
            {may && perHour !== null && perHour !== dunning.remindersPerHour ? (
              <Button busy={change.isPending} onClick={() => send({ remindersPerHour: perHour })}>
                {t('company.save')}
              </Button>
            ) : null}
          </div>
        </fieldset>
      </PanelBody>
    </Panel>
  )
}

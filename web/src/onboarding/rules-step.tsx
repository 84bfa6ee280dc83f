// Step 5: whether customers are reminded and thanked, how firmly, and in which hours.
import { Switch } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeCompany } from '#contract/companies'
import { keepDunningPolicy, readDunning } from '#contract/dunning'
import { lazyPart } from '../lazy-part.tsx'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { ChoiceList } from '../ui/choice-list.tsx'
import { Facts } from '../ui/facts.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { isTime, TimeField } from '../ui/time-field.tsx'
import { withWords } from '../words.ts'
import { type Dunning, defaultOf, inOrder, type PresetName, presetOf, useStepWords } from './ladder.ts'
import { LeftOut } from './left-out.tsx'
import classes from './start.module.css'
import type { StepProps } from './step-props.ts'

const SegmentOwners = lazyPart(() => withWords(import('../owners/segment-owners.tsx'), 'owners'), 'SegmentOwners')

export function RulesStep({ onDone }: StepProps) {
  const { params } = useCompany()
  const { data, error, refetch } = useRead(readDunning, { params })
  if (data !== undefined) return <RulesForm key={defaultOf(data)?.version} dunning={data} onDone={onDone} />
  return error === null ? <SkeletonRows rows={6} /> : <FailurePlace error={error} onRetry={() => void refetch()} />
}

function RulesForm({ dunning, onDone }: StepProps & { readonly dunning: Dunning }) {
  const { t } = useTranslation('onboarding')
  const words = useTranslation('settings').t
  const { settings, params, path, can } = useCompany()
  const step = useStepWords()
  const change = useChange(changeCompany, ['companies', 'dashboard'])
  const keep = useChange(keepDunningPolicy, ['dunning'])
  const kept = defaultOf(dunning)
  const known = kept === undefined ? 'standard' : presetOf(kept.policy, dunning.presets)
  const [reminders, setReminders] = useState(settings.reminders)
  const [confirmations, setConfirmations] = useState(settings.confirmations)
  const [preset, setPreset] = useState<PresetName | 'own'>(known)
  const [window, setWindow] = useState(kept?.policy.window ?? { from: '09:00', until: '16:00' })
  const ladder = preset === known ? kept?.policy : dunning.presets.find((each) => each.preset === preset)?.policy
  const isWindow = isTime(window.from) && isTime(window.until) && window.from < window.until
  const save = async () => {
    const isSame = preset === known && window.from === kept?.policy.window.from && window.until === kept.policy.window.until
    if (ladder !== undefined && !isSame) {
      const name = preset === 'own' ? (kept?.name ?? t('wizard.rules.preset.own')) : t(`wizard.rules.preset.${preset}`)
      const policyId = kept?.policyId ?? null
      const basedOn = policyId === null ? null : (kept?.version ?? null)
      const { problems } = await keep.mutateAsync({ params, body: { policyId, basedOn, name, policy: { ...ladder, window } } })
      if (problems.length > 0) return
    }
    await change.mutateAsync({ params, body: { settings: { reminders, confirmations } } })
    onDone()
  }
  return (
    <div className="stack in-turn">
      {change.isError ? <FailureBanner error={change.error} /> : keep.isError ? <FailureBanner error={keep.error} /> : null}
      <Switch label={words('automation.reminders')} checked={reminders} onChange={(event) => setReminders(event.currentTarget.checked)} />
      <Switch
        label={words('automation.confirmations')}
        description={words('automation.confirmationsHint')}
        checked={confirmations}
        onChange={(event) => setConfirmations(event.currentTarget.checked)}
      />
      <fieldset disabled={!can('dunning.manage')} className={`stack ${classes.bare}`}>
        <div>
          <h3 className={classes.question}>{t('wizard.rules.ladder')}</h3>
          <ChoiceList
            label={t('wizard.rules.ladder')}
            value={preset}
            options={[...dunning.presets.map((each) => each.preset), ...(known === 'own' ? (['own'] as const) : [])].map((each) => ({
              value: each,
              word: t(`wizard.rules.preset.${each}`),
              hint: t(`wizard.rules.hint.${each}`),
            }))}
            onChange={setPreset}
          />
        </div>
        {ladder === undefined ? null : (
          <section aria-label={t('wizard.rules.steps')}>
            <h3 className={classes.question}>{t('wizard.rules.steps')}</h3>
            <Facts rows={inOrder(ladder).map((each) => [step.when(each), step.what(each)] as const)} />
          </section>
        )}
        <div className="row wrap" role="group" aria-label={t('wizard.rules.window')}>
          <TimeField label={t('wizard.rules.from')} value={window.from} onChange={(from) => setWindow({ ...window, from })} />
          <TimeField
            label={t('wizard.rules.until')}
            value={window.until}
            onChange={(until) => setWindow({ ...window, until })}
            error={isWindow ? undefined : t('wizard.rules.windowWrong')}
          />
        </div>
        <p className="xs third">{t('wizard.rules.windowHint')}</p>
      </fieldset>
      <LeftOut dunning={dunning} />
      {can('customers.change') ? (
        <section className="stack tight" aria-label={t('wizard.rules.owners')}>
          <h3>{t('wizard.rules.owners')}</h3>
          <p className="xs third">{t('wizard.rules.ownersHint')}</p>
          <SegmentOwners />
        </section>
      ) : null}
      <p className="s second">{t('wizard.rules.note')}</p>
      <div className="row">
        <Button
          look="filled"
          busy={change.isPending || keep.isPending}
          disabled={!isWindow}
          onClick={() => void save().catch(() => undefined)}
        >
          {t('wizard.next')}
        </Button>
        <Link to="/$company/settings/$section" params={{ ...path, section: 'automation' }} className={buttonClass()}>
          {t('wizard.rules.open')}
        </Link>
      </div>
    </div>
  )
}

// Step 7: how far messages go by themselves, and from which step of the ladder to which.
import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeCompany } from '#contract/companies'
import { keepDunningPolicy, readDunning } from '#contract/dunning'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { ChoiceList } from '../ui/choice-list.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { type Dunning, defaultOf, inOrder, useStepWords } from './ladder.ts'
import type { StepProps } from './step-props.ts'

const modes = ['dry-run', 'approve', 'automatic'] as const

export function ModeStep({ onDone }: StepProps) {
  const { params } = useCompany()
  const { data, error, refetch } = useRead(readDunning, { params })
  if (data !== undefined) return <ModeForm key={defaultOf(data)?.version} dunning={data} onDone={onDone} />
  return error === null ? <SkeletonRows rows={4} /> : <FailurePlace error={error} onRetry={() => void refetch()} />
}

function ModeForm({ dunning, onDone }: StepProps & { readonly dunning: Dunning }) {
  const { t } = useTranslation('onboarding')
  const words = useTranslation('settings').t
  const { settings, params, can } = useCompany()
  const { when, what } = useStepWords()
  const change = useChange(changeCompany, ['companies', 'dashboard'])
  const keep = useChange(keepDunningPolicy, ['dunning'])
  const kept = defaultOf(dunning)
  const steps = kept === undefined ? [] : inOrder(kept.policy, false)
  const byItself = steps.filter((step) => step.approval === 'automatic')
  const [mode, setMode] = useState<(typeof modes)[number]>(settings.sendingMode === 'off' ? 'dry-run' : settings.sendingMode)
  const [first, setFirst] = useState(byItself[0]?.id ?? steps[0]?.id ?? '')
  const [last, setLast] = useState(byItself.at(-1)?.id ?? steps[0]?.id ?? '')
  const at = (id: string): number => steps.findIndex((step) => step.id === id)
  const isRange = at(first) <= at(last)
  const goes = new Set(steps.slice(at(first), at(last) + 1).map((step) => step.id))
  const save = async () => {
    const isNew = steps.some((step) => goes.has(step.id) !== (step.approval === 'automatic'))
    if (mode === 'automatic' && kept !== undefined && isNew) {
      const approvals = kept.policy.steps.map((step) =>
        step.media.length === 0 ? step : { ...step, approval: goes.has(step.id) ? ('automatic' as const) : ('person' as const) },
      )
      const { problems } = await keep.mutateAsync({
        params,
        body: {
          policyId: kept.policyId,
          basedOn: kept.policyId === null ? null : kept.version,
          name: kept.policyId === null ? t('wizard.rules.preset.standard') : kept.name,
          policy: { ...kept.policy, steps: approvals },
        },
      })
      if (problems.length > 0) return
    }
    await change.mutateAsync({ params, body: { settings: { sendingMode: mode } } })
    onDone()
  }
  const options = steps.map((step) => ({ value: step.id, label: `${when(step)}: ${what(step)}` }))
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void save().catch(() => undefined)
      }}
    >
      {change.isError ? <FailureBanner error={change.error} /> : keep.isError ? <FailureBanner error={keep.error} /> : null}
      <ChoiceList
        label={words('automation.mode')}
        value={mode}
        options={modes.map((each) => ({ value: each, word: t(`wizard.mode.${each}`), hint: words(`automation.modeHints.${each}`) }))}
        onChange={setMode}
      />
      {mode === 'automatic' && steps.length > 0 ? (
        <div className="stack">
          <Select
            label={t('wizard.mode.first')}
            data={options}
            value={first}
            disabled={!can('dunning.manage')}
            onChange={(id) => setFirst(id ?? first)}
          />
          <Select
            label={t('wizard.mode.last')}
            data={options}
            value={last}
            disabled={!can('dunning.manage')}
            error={isRange ? undefined : t('wizard.mode.rangeWrong')}
            onChange={(id) => setLast(id ?? last)}
          />
          <p className="xs third">{t('wizard.mode.rest')}</p>
        </div>
      ) : null}
      <div>
        <Button type="submit" look="filled" busy={change.isPending || keep.isPending} disabled={mode === 'automatic' && !isRange}>
          {t('wizard.finish')}
        </Button>
      </div>
    </form>
  )
}

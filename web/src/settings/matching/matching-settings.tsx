// Ustawienia › Dopasowywanie: what may settle without asking, the company's own rules, what was learnt, and whether probabilities tell the truth.
import { readMatching } from '#contract/matching'
import { useRead } from '../../queries.ts'
import { useCompany } from '../../shell/company.ts'
import { FailurePlace } from '../../ui/failure.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { CurvePanel } from './curve-panel.tsx'
import { LearntPanel } from './learnt-panel.tsx'
import classes from './matching.module.css'
import { PostingForm } from './posting-form.tsx'
import { RatesPanel } from './rates-panel.tsx'
import { RulesPanel } from './rules-panel.tsx'
import { WriteOffForm } from './write-off-form.tsx'

export function MatchingSettings() {
  const { params, can } = useCompany()
  const matching = useRead(readMatching, { params })
  if (matching.isError) return <FailurePlace error={matching.error} onRetry={() => void matching.refetch()} />
  if (matching.data === undefined)
    return (
      <Panel>
        <SkeletonRows rows={8} height={44} />
      </Panel>
    )
  return (
    <div className={classes.stack}>
      <PostingForm matching={matching.data} />
      <WriteOffForm />
      <RulesPanel rules={matching.data.rules} />
      {can('payments.read') ? <LearntPanel /> : null}
      <RatesPanel />
      <CurvePanel curve={matching.data.curve} />
    </div>
  )
}

// The ladder as a table: one row a step in the order of its days, with what came of it and what is wrong with it.
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { keepDunningPolicy } from '#contract/dunning'
import type { Output } from '#contract/route'
import { Button } from '../ui/button.tsx'
import classes from './dunning.module.css'
import type { PolicyView, StepDraft } from './policy-draft.ts'
import { StepRow } from './step-row.tsx'

const columns = ['when', 'what', 'tone', 'media', 'task', 'approval', 'customers', 'paid'] as const

export function StepTable({
  steps,
  view,
  problems,
  may,
  onChange,
  onSettle,
  onAdd,
}: {
  readonly steps: readonly StepDraft[]
  readonly view: PolicyView | undefined
  readonly problems: Output<typeof keepDunningPolicy>['problems']
  readonly may: boolean
  readonly onChange: (steps: readonly StepDraft[]) => void
  /** The days were typed to their end: the rows may change places. */
  readonly onSettle: () => void
  readonly onAdd: () => void
}) {
  const { t } = useTranslation('dunning-screen')
  return (
    <>
      <div className={classes.frame}>
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`column.${column}`)}
                </th>
              ))}
              {may ? <th aria-label={t('column.remove')} /> : null}
            </tr>
          </thead>
          <tbody>
            {steps.map((draft) => (
              <StepRow
                key={draft.step.id}
                draft={draft}
                customers={view?.path[draft.step.id] ?? 0}
                paid={view?.paidAfter[draft.step.id] ?? null}
                problems={problems.filter(({ stepId }) => stepId === draft.step.id)}
                may={may}
                onChange={(next) => onChange(steps.map((each) => (each.step.id === draft.step.id ? next : each)))}
                onSettle={onSettle}
                onRemove={() => onChange(steps.filter((each) => each.step.id !== draft.step.id))}
              />
            ))}
          </tbody>
        </table>
      </div>
      {may ? (
        <div className={classes.add}>
          <Button look="plain" size="sm" disabled={steps.length >= 20} onClick={onAdd}>
            <IconPlus size={16} aria-hidden />
            {t('add')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

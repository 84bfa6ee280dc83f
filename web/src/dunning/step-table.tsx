// The ladder as a table: one row a step in the order of its days, with what came of it and what is wrong with it.
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import classes from './dunning.module.css'
import type { PolicyView, Problem, StepDraft } from './policy-draft.ts'
import { StepRow } from './step-row.tsx'

const columns = ['when', 'what', 'tone', 'media', 'approval', 'customers', 'paid'] as const

type Props = {
  readonly steps: readonly StepDraft[]
  readonly view: PolicyView | undefined
  readonly problems: readonly Problem[]
  readonly openId: string | null
  readonly onOpen: (stepId: string) => void
  /** Undefined: this person may not change the plan. */
  readonly onAdd: (() => void) | undefined
}

export function StepTable({ steps, view, problems, openId, onOpen, onAdd }: Props) {
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
                isOpen={draft.step.id === openId}
                onOpen={() => onOpen(draft.step.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {onAdd === undefined ? null : (
        <div className={classes.add}>
          <Button look="plain" size="sm" disabled={steps.length >= 20} onClick={onAdd}>
            <IconPlus size={16} aria-hidden />
            {t('add')}
          </Button>
        </div>
      )}
    </>
  )
}

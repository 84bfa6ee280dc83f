// How many customers stand on each step, as bars along the days before and after the due day.
import { useTranslation } from 'react-i18next'
import { Panel } from '../ui/panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './dunning.module.css'
import { offsetOf, type PolicyView, type StepDraft } from './policy-draft.ts'
import { useStepWords } from './step-words.ts'

const tallest = 64

/** The palette of ages, as on the first screen: the later the step, the darker. */
const colourOf = (offset: number): string =>
  offset <= 0 ? 'var(--sk-chart-due)' : `var(--sk-age-${offset <= 10 ? 1 : offset <= 20 ? 2 : offset <= 35 ? 3 : 4})`

type Props = { readonly steps: readonly StepDraft[]; readonly view: PolicyView | undefined; readonly openId: string | null }

export function PathChart({ steps, view, openId }: Props) {
  const { t } = useTranslation('dunning-screen')
  const format = useFormat()
  const words = useStepWords()
  const counts = steps.map(({ step }) => view?.path[step.id] ?? 0)
  const most = Math.max(1, ...counts)
  const firstAfter = steps.findIndex((draft) => (offsetOf(draft) ?? 0) > 0)
  const sum = counts.reduce((all, one) => all + one, 0)
  return (
    <Panel title={t('path.title', { count: sum })} note={t('path.note')}>
      <ol className={classes.path} aria-label={t('path.title', { count: sum })}>
        {steps.map((draft, at) => (
          <li
            key={draft.step.id}
            className={`${classes.stop} ${at === firstAfter ? classes.afterDue : ''} ${draft.step.id === openId ? classes.openStop : ''}`}
            title={words.name(draft.step)}
          >
            <b>{format.number(counts[at] ?? 0)}</b>
            <span
              className={classes.bar}
              style={{
                height: (counts[at] ?? 0) === 0 ? 0 : Math.max(3, Math.round((tallest * (counts[at] ?? 0)) / most)),
                background: colourOf(offsetOf(draft) ?? 0),
              }}
            />
            <span className={classes.dot} />
            <span className="xs third">{words.day(draft)}</span>
            {at === firstAfter ? <span className={classes.due}>{t('path.due')}</span> : null}
          </li>
        ))}
      </ol>
    </Panel>
  )
}

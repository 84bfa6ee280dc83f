// The frame of screens before a company is open: the product's mark, steps where there are any, one narrow form.
import { useTranslation } from 'react-i18next'
import classes from './front-door.module.css'
import { Shape } from './shape.tsx'

function Mark() {
  const { t } = useTranslation('shell')
  return (
    <div className={classes.brand}>
      <span className={classes.mark} aria-hidden>
        S
      </span>
      <b>{t('product')}</b>
    </div>
  )
}

/** One form in the middle of the paper. */
export function DoorScreen({ children }: { readonly children: React.ReactNode }) {
  return (
    <div className={classes.plain}>
      <main className={classes.form}>
        <Mark />
        {children}
      </main>
    </div>
  )
}

export type Step = { readonly id: string; readonly word: string; readonly note?: string | undefined }

/** A form beside the steps that lead to the dashboard. */
export function StepScreen({
  steps,
  at,
  label,
  foot,
  children,
}: {
  readonly steps: readonly Step[]
  readonly at: string
  readonly label: string
  readonly foot: string
  readonly children: React.ReactNode
}) {
  const position = steps.findIndex((step) => step.id === at)
  return (
    <div className={classes.stepped}>
      <aside className={classes.aside}>
        <Mark />
        <ol aria-label={label}>
          {steps.map((step, index) => (
            <li
              key={step.id}
              className={`${classes.step} ${index === position ? classes.here : ''}`}
              aria-current={index === position ? 'step' : undefined}
            >
              <span className={index < position ? 'tone-ok' : index === position ? 'tone-accent' : classes.ahead}>
                <Shape name={index < position ? 'tick' : index === position ? 'half' : 'ring'} />
              </span>
              <span>
                <span className={classes.word}>{step.word}</span>
                {step.note === undefined ? null : <span className="xs third cut">{step.note}</span>}
              </span>
            </li>
          ))}
        </ol>
        <p className={`xs third ${classes.foot}`}>{foot}</p>
      </aside>
      <main className={classes.content}>{children}</main>
    </div>
  )
}

export function DoorHead({ title, children }: { readonly title: string; readonly children?: React.ReactNode }) {
  return (
    <header className={classes.head}>
      <h1>{title}</h1>
      {children === undefined ? null : <p className="second">{children}</p>}
    </header>
  )
}

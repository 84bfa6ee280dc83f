// What goes with a decision that is taken back: the later ones that hang on it, shown before anything happens.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { useActor } from '../ui/use-actor.ts'
import { useFormat } from '../ui/use-format.ts'
import { useKeys } from '../ui/use-keys.ts'
import classes from './review.module.css'
import type { Chain } from './use-undo.ts'

export function UndoChain({ chain, onLeave }: { readonly chain: Chain; readonly onLeave: () => void }) {
  const { t } = useTranslation('review')
  const entry = useTranslation('invoices').t
  const shell = useTranslation('shell').t
  const format = useFormat()
  const actor = useActor()
  const [error, setError] = useState<unknown>(null)
  const carryOut = () => void chain.carryOut().catch(setError)
  useKeys({ Enter: carryOut, Escape: onLeave })
  return (
    <section className={classes.reasons} aria-label={t('chain.title')}>
      <h2>{t('chain.title')}</h2>
      <p className="s second">{t('chain.body', { count: chain.steps.length })}</p>
      {error === null ? null : <FailureBanner error={error} />}
      <ol className={classes.steps}>
        {chain.steps.map((step) => (
          <li key={step.groupId}>
            <span className="xs third">
              {format.moment(step.recordedAt)}, {actor(step.actor)}
            </span>
            {step.parts.map((part, at) => (
              <div key={at} className="row s">
                <span className="grow cut">
                  {entry(`entry.${part.kind}`)} {part.number ?? part.payer ?? ''}
                </span>
                <span className="num">{format.money(part.amount)}</span>
              </div>
            ))}
          </li>
        ))}
      </ol>
      <div className="row tight">
        <Button look="filled" onClick={carryOut}>
          {t('chain.act', { count: chain.steps.length })} <KeyCap>Enter</KeyCap>
        </Button>
        <Button look="plain" onClick={onLeave}>
          {shell('cancel')} <KeyCap>Esc</KeyCap>
        </Button>
      </div>
    </section>
  )
}

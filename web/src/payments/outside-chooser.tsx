// What a payment is that no customer sent; digits choose, Escape leaves.
import { useTranslation } from 'react-i18next'
import { KeyCap } from '../ui/key-cap.tsx'
import { useKeys } from '../ui/use-keys.ts'
import classes from './review.module.css'
import type { OutsideReason } from './use-decisions.ts'

const reasons = ['own-transfer', 'refund', 'loan', 'fee', 'tax', 'interest', 'gateway-payout', 'exchange', 'cash', 'other'] as const

export function OutsideChooser({
  onChoose,
  onLeave,
}: {
  readonly onChoose: (reason: OutsideReason) => void
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('review')
  useKeys({ ...Object.fromEntries(reasons.map((reason, at) => [String((at + 1) % 10), () => onChoose(reason)])), Escape: onLeave })
  return (
    <section className={classes.reasons} aria-label={t('outside.title')}>
      <h2>{t('outside.title')}</h2>
      <div className={classes.reasonList}>
        {reasons.map((reason, at) => (
          <button key={reason} type="button" className={classes.reason} autoFocus={at === 0} onClick={() => onChoose(reason)}>
            <KeyCap>{(at + 1) % 10}</KeyCap>
            {t(`outside.${reason}`)}
          </button>
        ))}
      </div>
    </section>
  )
}

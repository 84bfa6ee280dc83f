// What was said of a payment beside invoices, and of its rest: kept, to be sent back, sent back; and the ways to say otherwise.
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { useFormat } from '../ui/use-format.ts'
import type { PaymentDetail } from './payment-types.ts'
import classes from './review.module.css'
import type { KeptAs } from './use-decisions.ts'

const said = { 'on-account': 'advance', 'to-refund': 'refund-due' } as const

export function RestBox({
  payment,
  mayDecide,
  onKeep,
}: {
  readonly payment: PaymentDetail
  readonly mayDecide: boolean
  readonly onKeep: (as: KeptAs) => void
}) {
  const { t } = useTranslation('review')
  const entry = useTranslation('invoices').t
  const format = useFormat()
  const now = payment.status === 'on-account' || payment.status === 'to-refund' ? said[payment.status] : null
  if (payment.parts.length === 0) return null
  const others = (['advance', 'refund-due', 'refunded'] as const).filter((as) => as !== now)
  return (
    <section className={classes.notes} aria-label={t('rest.title')}>
      {payment.parts.map((part, at) => (
        <div key={at} className="row s">
          <span className="grow cut">
            {entry(`entry.${part.kind}`)}
            {part.kind === 'interest-paid' || part.kind === 'compensation-paid' ? <span className="third"> {part.reference}</span> : null}
          </span>
          <span className="num">{format.money(part.amount)}</span>
        </div>
      ))}
      {mayDecide && now !== null && payment.unapplied.minor > 0n ? (
        <div className="row tight wrap">
          {others.map((as) => (
            <Button key={as} size="sm" onClick={() => onKeep(as)}>
              {t(`rest.${as}`, { amount: format.money(payment.unapplied) })}
            </Button>
          ))}
        </div>
      ) : null}
    </section>
  )
}

// The title of a payment with what was read in it: numbers, identities, damaged parts, each with its gloss.
import { useTranslation } from 'react-i18next'
import type { PaymentDetail } from './payment-types.ts'
import classes from './recognised-title.module.css'
import { type Mark, titleParts } from './title-parts.ts'

const glossed = [
  'invoice-number',
  'ksef-number',
  'collective-id',
  'reference',
  'order',
  'tax-id',
  'date',
  'amount',
  'contract',
  'word',
] as const

export function RecognisedTitle({ payment }: { readonly payment: PaymentDetail }) {
  const { t } = useTranslation('review')
  const candidates = payment.match?.candidates ?? []
  const numbers = new Map(
    [...candidates.flatMap((candidate) => candidate.allocations), ...(payment.customer?.openInvoices ?? [])].map((invoice) => [
      invoice.invoiceId,
      invoice.number,
    ]),
  )
  const damaged = candidates
    .flatMap((candidate) => [...candidate.evidence, ...candidate.against])
    .filter((each) => each.kind === 'number-typo' || each.kind === 'number-part')
  const isDamaged = (mark: Mark) => damaged.some((each) => each.span !== null && each.span.start < mark.end && each.span.end > mark.start)
  const gloss = (mark: Mark) => {
    if (isDamaged(mark)) return t('gloss.damaged')
    const number = numbers.get(mark.refersTo)
    const kind = glossed.find((each) => each === mark.kind)
    return number !== undefined ? t('gloss.invoice', { number }) : kind === undefined ? mark.kind : t(`gloss.${kind}`)
  }
  const look = (mark: Mark) =>
    isDamaged(mark)
      ? classes.damaged
      : mark.kind === 'tax-id' || mark.kind === 'word'
        ? classes.identity
        : mark.kind === 'date' || mark.kind === 'amount'
          ? classes.quiet
          : ''
  return (
    <div role="group" className={classes.title} aria-label={t('titleLabel')} dir="auto">
      {payment.title.trim() === '' ? (
        <span className="third">{t('noTitle')}</span>
      ) : (
        titleParts(payment.title, payment.match?.marks ?? []).map(({ text, mark }, at) =>
          mark === null ? (
            <span key={at} className={classes.plain}>
              {text.trim()}
            </span>
          ) : (
            <span key={at} className={`${classes.token} ${look(mark)}`}>
              <b>{text.trim()}</b>
              <em>{gloss(mark)}</em>
            </span>
          ),
        )
      )}
    </div>
  )
}

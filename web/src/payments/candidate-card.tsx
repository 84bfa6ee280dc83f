// A candidate: what it would do, how sure it is, why; the chosen one shows its allocations and actions.
import { useTranslation } from 'react-i18next'
import { confidenceBandOf } from '#values/confidence-band'
import { daysBetween } from '#values/day'
import { isZero } from '#values/money'
import { useDueWords } from '../invoices/due-words.ts'
import { EvidenceChip } from '../ui/evidence-chip.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { Meter } from '../ui/meter.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './candidate-card.module.css'
import { isOvertaken } from './payment-state.ts'
import type { Candidate } from './payment-types.ts'
import { useEvidenceWords } from './use-evidence-words.ts'
import { useOutcome } from './use-outcome.ts'

type Props = {
  readonly candidate: Candidate
  readonly at: number
  readonly chosen: boolean
  readonly onChoose: () => void /** Whose payment it is taken to be by the first candidate. */
  readonly leadCustomerId: string | null
  readonly actions?: React.ReactNode
}

export function CandidateCard({ candidate, at, chosen, onChoose, leadCustomerId, actions }: Props) {
  const { t } = useTranslation('review')
  const format = useFormat()
  const outcome = useOutcome()
  const evidence = useEvidenceWords()(candidate)
  const band = t(`band.${confidenceBandOf(candidate.probability)}`)
  const probability = format.probability(candidate.probability)
  const other = candidate.customerId !== null && candidate.customerId !== leadCustomerId && candidate.customerName !== null
  const sentence = isOvertaken(candidate)
    ? t('overtaken.sentence')
    : other
      ? t('outcome.otherCustomer', { customer: candidate.customerName ?? '', what: outcome(candidate) })
      : outcome(candidate)
  return (
    <article className={`${classes.card} ${chosen ? classes.chosen : ''}`} aria-current={chosen || undefined}>
      <button type="button" className={classes.head} onClick={onChoose} aria-expanded={chosen}>
        <KeyCap always>{at + 1}</KeyCap>
        <span className={classes.sentence}>{sentence}</span>
        <span className={classes.confidence}>
          <Meter share={candidate.probability} label={t('confidence', { word: band, probability })} />
          <span className="s figures">
            <b>{band}</b> <span className="second">{probability}</span>
          </span>
        </span>
      </button>
      <div className={classes.chips}>
        {evidence.map((item, index) => (
          <EvidenceChip key={index} side={item.side} sideWord={item.sideWord} detail={item.detail}>
            {item.words}
          </EvidenceChip>
        ))}
        {isOvertaken(candidate) ? (
          <EvidenceChip side="against" sideWord={t('evidence.against')} detail={t('overtaken.title')}>
            {t('overtaken.chip', { numbers: candidate.overtaken.join(', ') })}
          </EvidenceChip>
        ) : null}
      </div>
      {chosen && candidate.allocations.length > 0 ? <Allocations candidate={candidate} /> : null}
      {chosen && actions !== undefined ? <div className={classes.actions}>{actions}</div> : null}
    </article>
  )
}

function Allocations({ candidate }: { readonly candidate: Candidate }) {
  const { t } = useTranslation('review')
  const format = useFormat()
  const due = useDueWords()
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('table.invoice')}</th>
          <th scope="col" className={classes.due}>
            {t('table.due')}
          </th>
          <th scope="col" className={`num ${classes.open}`}>
            {t('table.open')}
          </th>
          <th scope="col" className="num">
            {t('table.from')}
          </th>
          <th scope="col" className={`num ${classes.left}`}>
            {t('table.left')}
          </th>
        </tr>
      </thead>
      <tbody>
        {candidate.allocations.map((allocation) => (
          <tr key={allocation.invoiceId}>
            <td className="strong">{allocation.number}</td>
            <td className={`second ${classes.due}`}>
              {allocation.dueOn === null ? (
                '–'
              ) : (
                <>
                  {format.day(allocation.dueOn)}{' '}
                  <span className={`third ${classes.dueWords}`}>{due(daysBetween(allocation.dueOn, format.today))}</span>
                </>
              )}
            </td>
            <td className={`num second ${classes.open}`}>{format.money(allocation.openBefore)}</td>
            <td className="num">
              <b>{format.money(allocation.amount)}</b>
            </td>
            <td className={`num ${classes.left} ${isZero(allocation.openAfter) ? 'third' : ''}`}>
              {allocation.openAfter.minor < 0n && allocation.amount.minor > 0n ? '–' : format.money(allocation.openAfter)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

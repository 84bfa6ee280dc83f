// Step 4: ten sure suggestions and five hard ones, one after the other, with the keys of the queue and how often they were right.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readPayment } from '#contract/payments'
import { type Id, writeId } from '#values/id'
import { CandidateCard } from '../payments/candidate-card.tsx'
import { isOvertaken, proposedFor } from '../payments/payment-state.ts'
import { RecognisedTitle } from '../payments/recognised-title.tsx'
import { useDecisions } from '../payments/use-decisions.ts'
import { useRenewed } from '../payments/use-renewed.ts'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { Money } from '../ui/money.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useKeys } from '../ui/use-keys.ts'
import type { StepProps } from './step-props.ts'
import { useFacts } from './use-facts.ts'

const nothing = () => undefined

export function MatchesStep({ onDone }: StepProps) {
  const read = useFacts()
  const facts = read?.suggestions
  const [lesson, setLesson] = useState<{ readonly easy: readonly Id[]; readonly hard: readonly Id[] } | null>(null)
  // What was there at first is learnt on: what is decided does not change the rest of the lesson.
  if (facts !== undefined && lesson === null) setLesson({ easy: facts.best, hard: facts.hard })
  if (read === undefined) return <Skeleton height={260} />
  const { easy, hard } = lesson ?? { easy: [], hard: [] }
  return <Lesson easy={easy} hard={hard} accepted={facts?.accepted ?? 0} decided={facts?.decided ?? 0} onDone={onDone} />
}

type LessonProps = StepProps & {
  readonly easy: readonly Id[]
  readonly hard: readonly Id[]
  readonly accepted: number
  readonly decided: number
}

function Lesson({ easy, hard, accepted, decided, onDone }: LessonProps) {
  const { t } = useTranslation('onboarding')
  const review = useTranslation('review').t
  const { params, path, can } = useCompany()
  const format = useFormat()
  const all = [...easy, ...hard]
  const [at, setAt] = useState(0)
  const paymentId = all[at]
  const payment = useRead(readPayment, { params: { ...params, paymentId: paymentId ?? '' } }, { enabled: paymentId !== undefined }).data
  const decisions = useDecisions({ onGone: () => setAt(at + 1), onBack: (id) => setAt(Math.max(0, all.indexOf(id))) })
  const candidate = payment === undefined ? undefined : proposedFor(payment)[0]
  useRenewed(payment)
  const may = can('payments.match')
  const isOpen = candidate !== undefined && !isOvertaken(candidate)
  const accept = () => {
    if (may && payment !== undefined && isOpen) void decisions.accept(payment, 0)
  }
  const reject = () => {
    if (may && payment !== undefined && candidate !== undefined) void decisions.reject(payment).then(() => setAt(at + 1))
  }
  const onward = () => setAt(Math.min(all.length, at + 1))
  useKeys({ Enter: accept, a: accept, r: reject, j: onward, k: () => setAt(Math.max(0, at - 1)), z: () => void decisions.undo() })
  const accuracy =
    decided === 0
      ? t('wizard.matches.none')
      : t('wizard.matches.accuracy', { accepted: format.number(accepted), decided: format.number(decided) })
  if (paymentId === undefined)
    return (
      <EmptyState
        shape="tick"
        tone="ok"
        title={all.length === 0 ? t('wizard.matches.empty') : t('wizard.matches.through')}
        actions={
          <Button look="filled" onClick={onDone}>
            {t('wizard.next')}
          </Button>
        }
      >
        {accuracy}
      </EmptyState>
    )
  return (
    <div className="stack">
      <div className="row apart s">
        <b>
          {at < easy.length
            ? t('wizard.matches.easy', { at: at + 1, of: easy.length })
            : t('wizard.matches.hard', { at: at - easy.length + 1, of: hard.length })}
        </b>
        <span className="third figures">{accuracy}</span>
      </div>
      {payment === undefined ? (
        <Skeleton height={220} />
      ) : (
        <>
          <div>
            <Money amount={payment.amount} size="figure" />
            <p className="s second" dir="auto">
              {payment.payerName ?? payment.title}
            </p>
          </div>
          <RecognisedTitle payment={payment} />
          {candidate === undefined ? (
            <p className="s second">{t('wizard.matches.gone')}</p>
          ) : (
            <CandidateCard candidate={candidate} at={0} chosen onChoose={nothing} leadCustomerId={candidate.customerId} />
          )}
          <div className="row wrap">
            <Button look="filled" disabled={!isOpen} onClick={accept}>
              {review('act.accept')} <KeyCap>Enter</KeyCap>
            </Button>
            <Button disabled={candidate === undefined} onClick={reject}>
              {review('act.reject')} <KeyCap>R</KeyCap>
            </Button>
            <Button look="plain" onClick={onward}>
              {t('wizard.matches.onward')} <KeyCap>J</KeyCap>
            </Button>
            <Link
              to="/$company/payments/review"
              params={path}
              search={{ payment: writeId('payment', paymentId) }}
              className={buttonClass({ look: 'plain' })}
            >
              {t('wizard.matches.queue')}
            </Link>
          </div>
        </>
      )}
    </div>
  )
}

// The payment under review: amount, payer, recognised title, candidates and what to do.
import { Popover } from '@mantine/core'
import { IconArrowsSplit2, IconChevronLeft, IconChevronRight, IconClock, IconNote } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { lazyPart } from '../lazy-part.tsx'
import { Button } from '../ui/button.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { Money } from '../ui/money.tsx'
import { Banner, EmptyState } from '../ui/notices.tsx'
import { useFormat } from '../ui/use-format.ts'
import { withWords } from '../words.ts'
import { accountEnd } from './account-end.ts'
import { CandidateCard } from './candidate-card.tsx'
import { NoteBox } from './note-box.tsx'
import { OutsideChooser } from './outside-chooser.tsx'
import { isOvertaken, isPlaced, proposedFor } from './payment-state.ts'
import type { Candidate, PaymentDetail } from './payment-types.ts'
import { RecognisedTitle } from './recognised-title.tsx'
import { RestBox } from './rest-box.tsx'
import classes from './review.module.css'
import { SplitEditor } from './split-editor.tsx'
import type { KeptAs, OutsideReason, SplitBody } from './use-decisions.ts'

const WhyNotWords = lazyPart(() => withWords(import('./why-not-words.tsx'), 'matching', 'review'), 'WhyNotWords')

/** find: the split with its search open. */
export type Mode = 'decide' | 'split' | 'find' | 'outside' | 'note' | 'bulk'

export type ReviewActs = {
  readonly accept: () => void
  readonly reject: () => void
  readonly later: () => void
  readonly outside: (reason: OutsideReason) => void
  readonly split: (body: SplitBody) => void
  readonly keep: (as: KeptAs) => void
  readonly note: (text: string) => void
}

type Props = {
  readonly payment: PaymentDetail
  readonly position: { readonly at: number; readonly of: number }
  readonly onStep: (by: number) => void
  readonly onList: () => void
  readonly chosen: number
  readonly onChoose: (candidate: number) => void
  readonly mode: Mode
  readonly onMode: (mode: Mode) => void
  readonly acts: ReviewActs
  readonly mayDecide: boolean
  /** Why the payment is back although somebody decided on it. */
  readonly returned: string | null
  readonly above: React.ReactNode
}

export function ReviewPayment({
  payment,
  position,
  onStep,
  onList,
  chosen,
  onChoose,
  mode,
  onMode,
  acts,
  mayDecide,
  returned,
  above,
}: Props) {
  const { t } = useTranslation('review')
  const format = useFormat()
  const candidates = proposedFor(payment)
  const overtaken = candidates[chosen]?.overtaken ?? []
  const settled = isPlaced(payment)
  const meta = [
    format.fullDay(payment.bookedOn),
    payment.payerAccount === null ? null : t('meta.from', { account: accountEnd(payment.payerAccount) }),
    payment.creditedAccount === null ? null : t('meta.to', { account: accountEnd(payment.creditedAccount) }),
    payment.source === 'bank' ? null : t(`meta.sources.${payment.source}`),
  ]
  return (
    <section className={classes.center} aria-label={payment.payerName ?? payment.title}>
      <div className={classes.scroll} tabIndex={0}>
        <div className={classes.bar}>
          <div className="row tight">
            <Button look="plain" size="sm" icon aria-label={t('previous')} onClick={() => onStep(-1)}>
              <IconChevronLeft size={16} aria-hidden />
            </Button>
            <span className="s third figures">{t('position', position)}</span>
            <Button look="plain" size="sm" icon aria-label={t('next')} onClick={() => onStep(1)}>
              <IconChevronRight size={16} aria-hidden />
            </Button>
            <span className="phone-only">
              <Button look="plain" size="sm" onClick={onList}>
                {t('toList')}
              </Button>
            </span>
          </div>
          {mayDecide && !settled ? (
            <div className="row tight">
              <Button look="plain" size="sm" aria-label={t('act.note')} title={t('act.note')} onClick={() => onMode('note')}>
                <IconNote size={16} stroke={1.6} aria-hidden />
                <KeyCap>N</KeyCap>
              </Button>
              <Button look="plain" size="sm" onClick={acts.later}>
                <IconClock size={16} stroke={1.6} aria-hidden />
                {t('act.later')} <KeyCap>L</KeyCap>
              </Button>
              <Button
                look="plain"
                size="sm"
                aria-expanded={mode === 'outside'}
                onClick={() => onMode(mode === 'outside' ? 'decide' : 'outside')}
              >
                {t('act.outside')} <KeyCap>O</KeyCap>
              </Button>
            </div>
          ) : null}
        </div>
        <div>
          <Money amount={payment.amount} size="figure" />
          <p className="s second">
            <b style={{ color: 'var(--sk-text)' }} dir="auto">
              {payment.payerName ?? '–'}
            </b>
            {meta
              .filter((part) => part !== null)
              .map((part) => (
                <span key={part}>
                  {' '}
                  <span className="figures">· {part}</span>
                </span>
              ))}
          </p>
        </div>
        {above}
        {returned === null ? null : (
          <Banner tone="bad" title={t('returned')}>
            {returned}
          </Banner>
        )}
        {overtaken.length === 0 ? null : (
          <Banner tone="warn" title={t('overtaken.title')}>
            {t('overtaken.body', { numbers: overtaken.join(', ') })}
          </Banner>
        )}
        <RecognisedTitle payment={payment} />
        <NoteBox
          key={payment.paymentId}
          payment={payment}
          writing={mode === 'note'}
          mayWrite={mayDecide}
          onSave={acts.note}
          onLeave={() => onMode('decide')}
        />
        <RestBox payment={payment} mayDecide={mayDecide} onKeep={acts.keep} />
        {settled ? (
          <Banner
            tone="ok"
            title={t('settled.title')}
            actions={
              <Button size="sm" onClick={() => onStep(1)}>
                {t('act.onward')} <KeyCap>Enter</KeyCap>
              </Button>
            }
          >
            {t('settled.body')}
          </Banner>
        ) : null}
        {mode === 'outside' ? <OutsideChooser onChoose={acts.outside} onLeave={() => onMode('decide')} /> : null}
        {mode === 'split' || mode === 'find' ? (
          <SplitEditor
            key={`${payment.paymentId} ${chosen}`}
            payment={payment}
            candidate={chosen}
            searching={mode === 'find'}
            onSave={acts.split}
            onLeave={() => onMode('decide')}
          />
        ) : candidates.length === 0 && !settled ? (
          <div className={classes.reasons} style={{ padding: 0, borderColor: 'var(--sk-line)', outline: 'none' }}>
            <EmptyState
              shape="question"
              title={t('noCandidates')}
              actions={
                mayDecide ? (
                  <Button look="filled" onClick={() => onMode('split')}>
                    {t('act.byHand')} <KeyCap>S</KeyCap>
                  </Button>
                ) : undefined
              }
            >
              {t('noCandidatesBody')}
            </EmptyState>
          </div>
        ) : (
          candidates.map((candidate, at) => (
            <CandidateCard
              key={at}
              candidate={candidate}
              at={at}
              chosen={at === chosen}
              onChoose={() => onChoose(at)}
              leadCustomerId={candidates[0]?.customerId ?? null}
              actions={
                mayDecide ? (
                  <>
                    <Button look="filled" onClick={acts.accept} disabled={isOvertaken(candidate)}>
                      {t('act.accept')} <KeyCap>Enter</KeyCap>
                    </Button>
                    <Button onClick={() => onMode('split')}>
                      <IconArrowsSplit2 size={16} stroke={1.6} aria-hidden />
                      {t('act.split')} <KeyCap>S</KeyCap>
                    </Button>
                    <Button look="plain" onClick={acts.reject}>
                      {t('act.reject')} <KeyCap>R</KeyCap>
                    </Button>
                    {payment.match?.whyNotAutomatic == null ? null : (
                      <span className={classes.whyPlace}>
                        <WhyNot codes={[payment.match.whyNotAutomatic, ...notesOf(candidate)]} />
                      </span>
                    )}
                  </>
                ) : undefined
              }
            />
          ))
        )}
      </div>
      {mayDecide && mode === 'decide' && candidates.length > 0 ? (
        <div className={classes.phoneBar}>
          <Button onClick={() => onMode('split')}>{t('act.split')}</Button>
          <Button onClick={acts.reject}>{t('act.reject')}</Button>
          <Button look="filled" full onClick={acts.accept} disabled={overtaken.length > 0}>
            {t('act.accept')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

/** Without weight: they do not move the odds, but keep the payment from being posted by itself. */
const notesOf = ({ against }: Candidate) => against.filter((item) => item.weight === 0).map((item) => item.because)

function WhyNot({ codes }: { readonly codes: readonly string[] }) {
  const { t } = useTranslation('review')
  return (
    <Popover width={300} position="top-start">
      <Popover.Target>
        <button type="button" className={classes.why}>
          {t('act.whyNot')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <WhyNotWords codes={codes} />
      </Popover.Dropdown>
    </Popover>
  )
}

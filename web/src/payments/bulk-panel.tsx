// Accepting many at once: how many and how much, the least sure of them to look at, then each by itself with a report.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { acceptBulk, bulkAtOnce, previewBulk } from '#contract/bulk-review'
import { confidenceBandOf } from '#values/confidence-band'
import type { Id } from '#values/id'
import { call } from '../api-client.ts'
import { useCompany } from '../shell/company.ts'
import { sureCall } from '../sure-call.ts'
import { Button } from '../ui/button.tsx'
import { FailurePlace } from '../ui/failure.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { Meter, Progress } from '../ui/meter.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import { useFormat } from '../ui/use-format.ts'
import { useKeys } from '../ui/use-keys.ts'
import classes from './review.module.css'
import { type Outcome, useBulkPreview } from './use-bulk-preview.ts'
import { useOutcome } from './use-outcome.ts'

type Props = {
  /** What a person marked in the list; nothing means the whole queue above a threshold. */
  readonly chosen: readonly Id[]
  readonly onDone: (items: readonly { readonly paymentId: Id; readonly groupId: Id }[]) => Promise<void>
  readonly onUndo: () => void
  readonly onLeave: () => void
  readonly onOpen: (paymentId: Id) => void
}

const thresholds = ['0.97', '0.9', '0.8'] as const

export function BulkPanel({ chosen, onDone, onUndo, onLeave, onOpen }: Props) {
  const { t } = useTranslation('review')
  const shell = useTranslation('shell').t
  const { params } = useCompany()
  const format = useFormat()
  const sentence = useOutcome()
  const [from, setFrom] = useState<(typeof thresholds)[number]>('0.97')
  const [done, setDone] = useState<number | null>(null)
  const [report, setReport] = useState<readonly Outcome[] | null>(null)
  const preview = useBulkPreview(
    () => call(previewBulk, { params, body: chosen.length > 0 ? { from: 0.5, paymentIds: [...chosen] } : { from: Number(from) } }),
    [chosen.join(), from],
  )
  const found = preview.data
  const count = found?.count ?? 0

  const accept = async () => {
    if (found === undefined || count === 0 || done !== null) return
    const outcomes: Outcome[] = []
    setDone(0)
    for (let at = 0; at < found.items.length; at += bulkAtOnce) {
      const items = found.items.slice(at, at + bulkAtOnce)
      const answer = await sureCall(acceptBulk, { params, body: { items } }, t('bulk.title')).catch((error: unknown) => ({
        outcomes: items.map(({ paymentId }) => ({ paymentId, groupId: null, failure: { code: codeOf(error), facts: {} } })),
      }))
      outcomes.push(...answer.outcomes)
      setDone(outcomes.length)
    }
    setReport(outcomes)
    await onDone(outcomes.flatMap(({ paymentId, groupId }) => (groupId === null ? [] : [{ paymentId, groupId }])))
  }
  useKeys({ Enter: report === null ? () => void accept() : onLeave, Escape: onLeave })

  return (
    <section className={classes.center} aria-label={t('bulk.title')}>
      <div className={classes.scroll} tabIndex={0}>
        <header className={classes.bulkHead}>
          <h2 className={classes.bulkTitle}>{t('bulk.title')}</h2>
          {chosen.length > 0 || report !== null ? null : (
            <Segmented
              label={t('bulk.threshold')}
              value={from}
              options={thresholds.map((value) => ({ value, word: t('bulk.from', { probability: format.probability(Number(value)) }) }))}
              onChange={setFrom}
            />
          )}
        </header>
        {report !== null ? (
          <Report outcomes={report} onUndo={onUndo} onLeave={onLeave} onOpen={onOpen} />
        ) : preview.error !== null ? (
          <FailurePlace error={preview.error} onRetry={preview.again} />
        ) : found === undefined ? (
          <SkeletonRows rows={6} />
        ) : count === 0 ? (
          <EmptyState title={t('bulk.none')} actions={<Button onClick={onLeave}>{shell('back')}</Button>}>
            {t('bulk.noneBody')}
          </EmptyState>
        ) : (
          <>
            <p>
              <b className={classes.bulkCount}>{t('bulk.count', { count })}</b>
              <span className="second">, {found.sums.map((amount) => format.money(amount)).join(' · ')}</span>
            </p>
            <p className="s second">
              {t('bulk.note')} {t('bulk.sample', { count: found.sample.length })}
            </p>
            <ul className={classes.sample}>
              {found.sample.map(({ payment, candidate }) => (
                <li key={payment.paymentId}>
                  <button type="button" className={classes.sampleRow} onClick={() => onOpen(payment.paymentId)}>
                    <span className="grow">
                      <span className="strong cut" dir="auto">
                        {payment.payerName ?? payment.title}
                      </span>
                      <span className="s second cut">{sentence(candidate)}</span>
                    </span>
                    <span className="row tight s figures">
                      <Meter
                        share={candidate.probability}
                        label={t('confidence', {
                          word: t(`band.${confidenceBandOf(candidate.probability)}`),
                          probability: format.probability(candidate.probability),
                        })}
                      />
                      {format.probability(candidate.probability)}
                    </span>
                    <b className="num">{format.money(payment.unapplied)}</b>
                  </button>
                </li>
              ))}
            </ul>
            {done === null ? (
              <div className="row tight">
                <Button look="filled" onClick={() => void accept()}>
                  {t('bulk.act', { count })} <KeyCap>Enter</KeyCap>
                </Button>
                <Button look="plain" onClick={onLeave}>
                  {shell('cancel')} <KeyCap>Esc</KeyCap>
                </Button>
              </div>
            ) : (
              <div role="status" className="stack tight">
                <Progress label={t('bulk.running')} share={done / count} />
                <span className="s third figures">{t('bulk.progress', { done: format.number(done), total: format.number(count) })}</span>
              </div>
            )}
          </>
        )}
      </div>
    </section>
  )
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : 'server'

function Report({
  outcomes,
  onUndo,
  onLeave,
  onOpen,
}: Pick<Props, 'onUndo' | 'onLeave' | 'onOpen'> & { readonly outcomes: readonly Outcome[] }) {
  const { t } = useTranslation('review')
  const failure = useFailureWords()
  const accepted = outcomes.filter((each) => each.failure === null).length
  const refused = outcomes.flatMap((each) => (each.failure === null ? [] : [{ ...each, failure: each.failure }]))
  return (
    <>
      <EmptyState shape="tick" tone="ok" title={t('bulk.accepted', { count: accepted })}>
        {refused.length === 0 ? t('bulk.allTaken') : t('bulk.refused', { count: refused.length })}
      </EmptyState>
      {refused.length === 0 ? null : (
        <ul className={classes.sample}>
          {refused.map((each) => (
            <li key={each.paymentId}>
              <button type="button" className={classes.sampleRow} onClick={() => onOpen(each.paymentId)}>
                <span className="s">{failure(each.failure).title}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="row tight">
        <Button look="filled" onClick={onLeave}>
          {t('bulk.back')} <KeyCap>Enter</KeyCap>
        </Button>
        {accepted === 0 ? null : (
          <Button onClick={onUndo}>
            {t('bulk.undo')} <KeyCap>Z</KeyCap>
          </Button>
        )}
      </div>
    </>
  )
}

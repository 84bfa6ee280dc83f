// Do wyjaśnienia: one decision a screen. The queue at the left, the payment in the middle, its customer at the right.
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listPayments, readPayment } from '#contract/payments'
import { type Id, readId, writeId } from '#values/id'
import { call } from '../api-client.ts'
import { keyOf, usePages, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { FailurePlace } from '../ui/failure.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useKeys } from '../ui/use-keys.ts'
import { BulkPanel } from './bulk-panel.tsx'
import { CustomerPanel } from './customer-panel.tsx'
import { isOvertaken, isPlaced, proposedFor } from './payment-state.ts'
import classes from './review.module.css'
import { ReviewDone } from './review-done.tsx'
import { ReviewFooter } from './review-footer.tsx'
import { type Mode, ReviewPayment } from './review-payment.tsx'
import { ReviewQueue } from './review-queue.tsx'
import { UndoChain } from './undo-chain.tsx'
import { useDecisions } from './use-decisions.ts'
import { useKeptPlace } from './use-kept-place.ts'
import { useRenewed } from './use-renewed.ts'

const route = getRouteApi('/$company/payments/review')

export function ReviewScreen() {
  const { t } = useTranslation('review')
  const { params, path, can } = useCompany()
  const { companyId } = params
  const navigate = useNavigate()
  const client = useQueryClient()
  const search = route.useSearch()
  useNamedPlace(null, t('title'))

  const pages = usePages(listPayments, (after) => ({
    params,
    query: {
      status: 'to-review' as const,
      limit: 200,
      ...(search.q !== undefined && { search: search.q }),
      ...(after !== undefined && { after }),
    },
  }))
  const first = pages.data?.pages[0]
  const [mode, setMode] = useState<Mode>('decide')
  /** By the person; until then the first that can still be accepted. */
  const [choice, setChosen] = useState<number | null>(null)
  const [picked, setPicked] = useState<ReadonlySet<Id>>(new Set())
  const order = useRef<readonly Id[]>([])

  const show = useCallback(
    (paymentId: Id | null) => {
      setMode('decide')
      setChosen(null)
      void navigate({
        to: '/$company/payments/review',
        params: path,
        search: (before) => ({
          ...('q' in before && before.q !== undefined && { q: before.q }),
          ...(paymentId !== null && { payment: writeId('payment', paymentId) }),
        }),
        replace: true,
      })
    },
    [navigate, path],
  )
  const onGone = useCallback(
    (paymentId: Id) => {
      const at = order.current.indexOf(paymentId)
      show(order.current[at + 1] ?? order.current[at - 1] ?? null)
    },
    [show],
  )
  const decisions = useDecisions({ onGone, onBack: show })
  const known = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data])
  const asked = search.payment === undefined ? null : readId('payment', search.payment)
  const { queue, openId } = useKeptPlace({ rows: known, gone: decisions.gone, asked, search: search.q ?? '' })
  useEffect(() => {
    order.current = queue.map(({ row }) => row.paymentId)
  }, [queue])
  const at = queue.findIndex(({ row }) => row.paymentId === openId)
  const detail = useRead(readPayment, { params: { ...params, paymentId: openId ?? '' } }, { enabled: openId !== null })
  const payment = detail.data
  const nextId = queue[at + 1]?.row.paymentId
  // The next payment is fetched ahead, so that going on is immediate.
  useEffect(() => {
    if (nextId === undefined) return
    const input = { params: { companyId, paymentId: nextId } }
    void client.prefetchQuery({
      queryKey: keyOf(readPayment, input),
      queryFn: ({ signal }) => call(readPayment, input, signal),
      staleTime: 15_000,
    })
  }, [client, nextId, companyId])

  const step = useCallback(
    (by: number) => {
      const next = queue[Math.max(0, Math.min(queue.length - 1, at + by))]
      if (next !== undefined) show(next.row.paymentId)
    },
    [queue, at, show],
  )
  const mayDecide = can('payments.match')
  const candidates = payment === undefined ? [] : proposedFor(payment)
  const firstOpen = candidates.findIndex((each) => !isOvertaken(each))
  const chosen = Math.max(0, Math.min(choice ?? firstOpen, candidates.length - 1))
  useRenewed(payment)
  const decidable = payment !== undefined && mayDecide && !isPlaced(payment)
  const acts = {
    accept: () => {
      const candidate = candidates[chosen]
      if (payment !== undefined && isPlaced(payment)) decisions.pass(payment.paymentId)
      else if (decidable && candidate !== undefined && !isOvertaken(candidate)) void decisions.accept(payment, chosen)
    },
    reject: () => {
      if (decidable && candidates.length > 0) void decisions.reject(payment).then(() => setChosen(null))
    },
    later: () => {
      if (decidable) void decisions.later(payment)
    },
    outside: (reason: Parameters<typeof decisions.outside>[1]) => {
      if (decidable) void decisions.outside(payment, reason)
    },
    split: (body: Parameters<typeof decisions.split>[1]) => {
      if (decidable) void decisions.split(payment, body)
    },
    keep: (as: Parameters<typeof decisions.keep>[1]) => {
      if (decidable) void decisions.keep(payment, as, payment.customerId ?? candidates[chosen]?.customerId ?? null)
    },
    note: (text: string) => {
      if (payment !== undefined) void decisions.note(payment, text)
      setMode('decide')
    },
  }
  const numbers = Object.fromEntries(
    Array.from({ length: 9 }, (_, digit) => [
      String(digit + 1),
      () => {
        if (candidates[digit] !== undefined) setChosen(digit)
      },
    ]),
  )
  const invoice = candidates[chosen]?.allocations[0]?.invoiceId
  const pick = (paymentId: Id, on: boolean) =>
    setPicked((before) => (on ? new Set([...before, paymentId]) : new Set([...before].filter((id) => id !== paymentId))))
  const extend = (by: number) => {
    const next = queue[at + by]?.row.paymentId
    if (openId !== null) pick(openId, true)
    if (next !== undefined) {
      pick(next, true)
      show(next)
    }
  }
  const find = () => {
    if (decidable) setMode('find')
  }
  useKeys({ 'mod+z': () => void decisions.undo(), z: () => void decisions.undo() })
  useKeys(
    {
      ...numbers,
      Enter: acts.accept,
      a: acts.accept,
      r: acts.reject,
      l: acts.later,
      s: () => {
        if (decidable) setMode('split')
      },
      o: () => {
        if (decidable) setMode('outside')
      },
      f: find,
      '/': find,
      n: () => {
        if (payment !== undefined && mayDecide) setMode('note')
      },
      b: () => {
        if (mayDecide) setMode('bulk')
      },
      x: () => {
        if (openId !== null) pick(openId, !picked.has(openId))
      },
      'shift+j': () => extend(1),
      'shift+k': () => extend(-1),
      Escape: picked.size === 0 ? undefined : () => setPicked(new Set()),
      j: () => step(1),
      ArrowDown: () => step(1),
      k: () => step(-1),
      ArrowUp: () => step(-1),
      i:
        invoice === undefined
          ? undefined
          : () => void navigate({ to: '/$company/invoices', params: path, search: { view: 'all', open: writeId('invoice', invoice) } }),
    },
    mode === 'decide' && decisions.chain === null,
  )

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  if (pages.isError && first === undefined) return <FailurePlace error={pages.error} onRetry={() => void pages.refetch()} />
  const chain = decisions.chain === null ? null : <UndoChain chain={decisions.chain} onLeave={decisions.leaveChain} />
  if (first !== undefined && queue.length === 0 && asked === null && search.q === undefined && mode !== 'bulk')
    return <ReviewDone>{chain}</ReviewDone>
  return (
    <>
      <div
        className={classes.review}
        {...(search.payment !== undefined && { 'data-open': true })}
        {...(mode === 'bulk' && { 'data-bulk': true })}
      >
        <ReviewQueue
          sums={
            first === undefined
              ? null
              : { ...first, total: (first.total ?? known.length) - known.filter(({ paymentId }) => decisions.gone.has(paymentId)).length }
          }
          search={search.q ?? ''}
          onSearch={(q) => void navigate({ to: '/$company/payments/review', params: path, search: q === '' ? {} : { q }, replace: true })}
          queue={queue}
          openId={openId}
          picked={picked}
          onOpen={show}
          onNearEnd={more}
          onBulk={mayDecide ? () => setMode('bulk') : null}
          onUnpick={() => setPicked(new Set())}
        />
        {mode === 'bulk' ? (
          <BulkPanel
            chosen={[...picked]}
            onDone={async (items) => {
              setPicked(new Set())
              await decisions.many(items)
            }}
            onUndo={() => void decisions.undo()}
            onLeave={() => show(null)}
            onOpen={show}
          />
        ) : payment !== undefined ? (
          <ReviewPayment
            payment={payment}
            position={{ at: Math.max(0, at) + 1, of: Math.max(1, queue.length) }}
            onStep={step}
            onList={() => show(null)}
            chosen={chosen}
            onChoose={setChosen}
            mode={mode}
            onMode={setMode}
            acts={acts}
            mayDecide={mayDecide}
            returned={decisions.returned.get(payment.paymentId) ?? null}
            above={chain}
          />
        ) : (
          <section className={classes.center}>
            {detail.isError ? (
              <FailurePlace error={detail.error} onRetry={() => void detail.refetch()} />
            ) : openId === null ? null : (
              <div className={classes.scroll}>
                <Skeleton width={160} height={28} />
                <Skeleton width={220} height={34} />
                <Skeleton height={56} />
                <Skeleton height={220} />
              </div>
            )}
          </section>
        )}
        {mode === 'bulk' ? null : payment === undefined ? (
          <aside className={classes.right} aria-label={t('customer.label')} />
        ) : (
          <CustomerPanel payment={payment} chosen={chosen} />
        )}
      </div>
      <ReviewFooter mode={mode} />
    </>
  )
}

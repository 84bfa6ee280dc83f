// Decisions on payments of the queue: on screen at once, then on the server; a refusal brings the payment back with its reason.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { acceptMatch, allocateByHand, markOutside, rejectMatch, snoozePayment, undoAllocation } from '#contract/payments'
import type { Input } from '#contract/route'
import { addDays } from '#values/day'
import type { Id } from '#values/id'
import { call } from '../api-client.ts'
import { useCompany } from '../shell/company.ts'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import { useFormat } from '../ui/use-format.ts'
import { changedByPayment, type PaymentDetail } from './payment-types.ts'
import { remember, type Step, takeLast } from './undo-history.ts'

export type OutsideReason = NonNullable<Input<typeof markOutside>['body']>['reason']
export type SplitBody = NonNullable<Input<typeof allocateByHand>['body']>

type Options = { readonly onGone: (paymentId: Id) => void; readonly onBack: (paymentId: Id) => void }

export function useDecisions({ onGone, onBack }: Options) {
  const { t } = useTranslation('review')
  const { params } = useCompany()
  const { companyId } = params
  const format = useFormat()
  const failure = useFailureWords()
  const client = useQueryClient()
  const [gone, setGone] = useState<ReadonlySet<Id>>(new Set())
  const undoing = useRef(false)

  const mark = (paymentId: Id, isGone: boolean) =>
    setGone((before) => (isGone ? new Set([...before, paymentId]) : new Set([...before].filter((each) => each !== paymentId))))
  const refresh = useCallback(() => Promise.all(changedByPayment.map((noun) => client.invalidateQueries({ queryKey: [noun] }))), [client])
  const payerOf = (payment: PaymentDetail) => payment.payerName ?? payment.title

  const undo = useCallback(async () => {
    if (undoing.current) return
    const step = takeLast(companyId)
    if (step === null) {
      toast(t('toast.nothing'), { tone: 'neutral' })
      return
    }
    undoing.current = true
    const at = { ...params, paymentId: step.paymentId }
    try {
      if (step.kind === 'allocated') await call(undoAllocation, { params: at, body: { groupId: step.groupId } })
      if (step.kind === 'outside') await call(markOutside, { params: at, body: { reason: null } })
      if (step.kind === 'later') await call(snoozePayment, { params: at, body: { until: null } })
      mark(step.paymentId, false)
      onBack(step.paymentId)
      toast(t('toast.undone', { payer: step.payer }), { tone: 'neutral' })
    } catch (error) {
      toast(t('toast.returned', { payer: step.payer, why: failure(error).title }), { tone: 'bad' })
    } finally {
      undoing.current = false
      await refresh()
    }
  }, [companyId, params, t, failure, onBack, refresh])

  const decide = async (payment: PaymentDetail, said: string, act: () => Promise<Step | null>) => {
    const { paymentId } = payment
    mark(paymentId, true)
    onGone(paymentId)
    try {
      const step = await act()
      if (step !== null) remember(companyId, step)
      toast(said, step === null ? {} : { undo: () => void undo() })
    } catch (error) {
      mark(paymentId, false)
      onBack(paymentId)
      toast(t('toast.returned', { payer: payerOf(payment), why: failure(error).title }), { tone: 'bad' })
    }
    await refresh()
  }

  return {
    gone,
    undo,
    accept: (payment: PaymentDetail, candidate: number) =>
      decide(payment, t('toast.accepted', { amount: format.money(payment.amount), payer: payerOf(payment) }), async () => {
        const { undoGroupId } = await call(acceptMatch, {
          params: { ...params, paymentId: payment.paymentId },
          body: { matchId: payment.match?.matchId ?? '', candidate },
        })
        return undoGroupId === null
          ? null
          : { kind: 'allocated', paymentId: payment.paymentId, groupId: undoGroupId, payer: payerOf(payment) }
      }),
    split: (payment: PaymentDetail, body: SplitBody) =>
      decide(payment, t('toast.split', { amount: format.money(payment.amount), payer: payerOf(payment) }), async () => {
        const { undoGroupId } = await call(allocateByHand, { params: { ...params, paymentId: payment.paymentId }, body })
        return undoGroupId === null
          ? null
          : { kind: 'allocated', paymentId: payment.paymentId, groupId: undoGroupId, payer: payerOf(payment) }
      }),
    outside: (payment: PaymentDetail, reason: OutsideReason) =>
      decide(payment, t('toast.outside', { amount: format.money(payment.amount) }), async () => {
        await call(markOutside, { params: { ...params, paymentId: payment.paymentId }, body: { reason } })
        return { kind: 'outside', paymentId: payment.paymentId, payer: payerOf(payment) }
      }),
    later: (payment: PaymentDetail) =>
      decide(payment, t('toast.later', { payer: payerOf(payment) }), async () => {
        await call(snoozePayment, { params: { ...params, paymentId: payment.paymentId }, body: { until: addDays(format.today, 1) } })
        return { kind: 'later', paymentId: payment.paymentId, payer: payerOf(payment) }
      }),
    /** The payment stays in the queue, without the pair that was rejected. */
    reject: async (payment: PaymentDetail) => {
      if (payment.match === null) return
      try {
        await call(rejectMatch, { params: { ...params, paymentId: payment.paymentId }, body: { matchId: payment.match.matchId } })
        toast(t('toast.rejected', { payer: payerOf(payment) }), { tone: 'neutral' })
      } catch (error) {
        toast(t('toast.returned', { payer: payerOf(payment), why: failure(error).title }), { tone: 'bad' })
      }
      await refresh()
    },
  }
}

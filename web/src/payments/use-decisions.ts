// Decisions on payments of the queue: on screen at once, then on the server; a refusal brings the payment back with its reason.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keepPayment, notePayment } from '#contract/payment-decisions'
import { acceptMatch, allocateByHand, markOutside, rejectMatch, snoozePayment } from '#contract/payments'
import type { Input } from '#contract/route'
import { addDays } from '#values/day'
import type { Id } from '#values/id'
import { useCompany } from '../shell/company.ts'
import { sureCall } from '../sure-call.ts'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import { useFormat } from '../ui/use-format.ts'
import { countDecision } from './pace.ts'
import { changedByPayment, type PaymentDetail } from './payment-types.ts'
import { course, remember, type Step } from './undo-history.ts'
import { useUndo } from './use-undo.ts'

export type OutsideReason = NonNullable<Input<typeof markOutside>['body']>['reason']
export type SplitBody = NonNullable<Input<typeof allocateByHand>['body']>
export type KeptAs = NonNullable<Input<typeof keepPayment>['body']>['as']

type Options = { readonly onGone: (paymentId: Id) => void; readonly onBack: (paymentId: Id) => void }

export function useDecisions({ onGone, onBack }: Options) {
  const { t } = useTranslation('review')
  const { params } = useCompany()
  const { companyId } = params
  const format = useFormat()
  const failure = useFailureWords()
  const client = useQueryClient()
  const [gone, setGone] = useState<ReadonlySet<Id>>(new Set())
  /** Why a payment is back although somebody decided on it. */
  const [returned, setReturned] = useState<ReadonlyMap<Id, string>>(new Map())

  const mark = useCallback(
    (paymentIds: readonly Id[], isGone: boolean) =>
      setGone((before) => {
        const after = new Set(before)
        for (const id of paymentIds)
          if (isGone) after.add(id)
          else after.delete(id)
        return after
      }),
    [],
  )
  const refresh = useCallback(() => Promise.all(changedByPayment.map((noun) => client.invalidateQueries({ queryKey: [noun] }))), [client])
  const payerOf = (payment: PaymentDetail) => payment.payerName ?? payment.title
  const restored = useCallback(
    (paymentIds: readonly Id[]) => {
      mark(paymentIds, false)
      const [first] = paymentIds
      if (first !== undefined) onBack(first)
    },
    [mark, onBack],
  )
  const { undo, chain, leaveChain } = useUndo({ onRestored: restored, refresh })

  const decide = async (payment: PaymentDetail, said: string, act: () => Promise<Step | null>) => {
    const { paymentId } = payment
    mark([paymentId], true)
    setReturned((before) => new Map([...before].filter(([id]) => id !== paymentId)))
    countDecision()
    onGone(paymentId)
    try {
      const step = await act()
      if (step !== null) remember(companyId, step)
      toast(said, { course, ...(step === null ? {} : { undo: () => void undo() }) })
    } catch (error) {
      const why = failure(error).title
      mark([paymentId], false)
      setReturned((before) => new Map([...before, [paymentId, why]]))
      onBack(paymentId)
      toast(t('toast.returned', { payer: payerOf(payment), why }), { tone: 'bad' })
    }
    await refresh()
  }
  const allocated = (payment: PaymentDetail, groupId: Id | null): Step | null =>
    groupId === null ? null : { kind: 'allocated', paymentId: payment.paymentId, groupId, payer: payerOf(payment) }

  return {
    gone,
    returned,
    undo,
    chain,
    leaveChain,
    /** Somebody else, or the program, has decided on it: it leaves this person's queue. */
    pass: (paymentId: Id) => {
      mark([paymentId], true)
      onGone(paymentId)
    },
    accept: (payment: PaymentDetail, candidate: number) => {
      const said = t('toast.accepted', { amount: format.money(payment.amount), payer: payerOf(payment) })
      return decide(payment, said, async () => {
        const body = { matchId: payment.match?.matchId ?? '', candidate }
        const { undoGroupId } = await sureCall(acceptMatch, { params: { ...params, paymentId: payment.paymentId }, body }, said)
        return allocated(payment, undoGroupId)
      })
    },
    split: (payment: PaymentDetail, body: SplitBody) => {
      const said = t('toast.split', { amount: format.money(payment.amount), payer: payerOf(payment) })
      return decide(payment, said, async () => {
        const { undoGroupId } = await sureCall(allocateByHand, { params: { ...params, paymentId: payment.paymentId }, body }, said)
        return allocated(payment, undoGroupId)
      })
    },
    keep: (payment: PaymentDetail, as: KeptAs, customerId: Id | null) => {
      const said = t(`toast.kept.${as}`, { amount: format.money(payment.unapplied), payer: payerOf(payment) })
      return decide(payment, said, async () => {
        const body = { as, customerId, why: null }
        const { undoGroupId } = await sureCall(keepPayment, { params: { ...params, paymentId: payment.paymentId }, body }, said)
        return allocated(payment, undoGroupId)
      })
    },
    outside: (payment: PaymentDetail, reason: OutsideReason) => {
      const said = t('toast.outside', { amount: format.money(payment.amount) })
      return decide(payment, said, async () => {
        await sureCall(markOutside, { params: { ...params, paymentId: payment.paymentId }, body: { reason } }, said)
        return { kind: 'outside', paymentId: payment.paymentId, payer: payerOf(payment) }
      })
    },
    later: (payment: PaymentDetail, days = 1) => {
      const said = t('toast.later', { payer: payerOf(payment) })
      return decide(payment, said, async () => {
        const until = addDays(format.today, days)
        await sureCall(snoozePayment, { params: { ...params, paymentId: payment.paymentId }, body: { until } }, said)
        return { kind: 'later', paymentId: payment.paymentId, payer: payerOf(payment) }
      })
    },
    /** The payment stays in the queue, without the pair that was rejected. */
    reject: async (payment: PaymentDetail) => {
      const { paymentId, match } = payment
      if (match === null) return
      const said = t('toast.rejected', { payer: payerOf(payment) })
      try {
        await sureCall(rejectMatch, { params: { ...params, paymentId }, body: { matchId: match.matchId } }, said)
        remember(companyId, { kind: 'rejected', paymentId, matchId: match.matchId, payer: payerOf(payment) })
        toast(said, { tone: 'neutral', course, undo: () => void undo() })
      } catch (error) {
        toast(t('toast.returned', { payer: payerOf(payment), why: failure(error).title }), { tone: 'bad' })
      }
      await refresh()
    },
    note: async (payment: PaymentDetail, text: string) => {
      const { paymentId } = payment
      try {
        const { noteId } = await sureCall(notePayment, { params: { ...params, paymentId }, body: { text } }, text)
        remember(companyId, { kind: 'noted', paymentId, noteId, payer: payerOf(payment) })
      } catch (error) {
        toast(failure(error).title, { tone: 'bad' })
      }
      await refresh()
    },
    /** Many were accepted at once: they leave the queue together and come back together. */
    many: async (items: readonly { readonly paymentId: Id; readonly groupId: Id }[]) => {
      mark(
        items.map((item) => item.paymentId),
        true,
      )
      if (items.length > 0) remember(companyId, { kind: 'many', items })
      await refresh()
    },
  }
}

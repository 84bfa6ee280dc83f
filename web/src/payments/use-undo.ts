// Takes the last decision back; where later ones hang on it, shows which they are before it takes all of them back.
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bulkAtOnce, undoBulk } from '#contract/bulk-review'
import { removePaymentNote, restoreMatch, undoWithLater } from '#contract/payment-decisions'
import { markOutside, snoozePayment, undoAllocation } from '#contract/payments'
import type { Output } from '#contract/route'
import type { Id } from '#values/id'
import { ApiFailure, call } from '../api-client.ts'
import { useCompany } from '../shell/company.ts'
import { sureCall } from '../sure-call.ts'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import { course, remember, type Step, takeLast } from './undo-history.ts'

export type Chain = {
  readonly steps: Output<typeof undoWithLater>['steps']
  readonly carryOut: () => Promise<void>
}

type Options = { readonly onRestored: (paymentIds: readonly Id[]) => void; readonly refresh: () => Promise<unknown> }

const paymentsOf = (step: Step): readonly Id[] => (step.kind === 'many' ? step.items.map((item) => item.paymentId) : [step.paymentId])

export function useUndo({ onRestored, refresh }: Options) {
  const { t } = useTranslation('review')
  const { params } = useCompany()
  const { companyId } = params
  const failure = useFailureWords()
  const [chain, setChain] = useState<Chain | null>(null)
  const undoing = useRef(false)
  /** How many more were asked for while one is under way: Z pressed three times takes three back. */
  const wanted = useRef(0)

  const takeBack = useCallback(
    async (step: Step): Promise<void> => {
      const words = t('toast.undone', { payer: step.kind === 'many' ? t('bulk.title') : step.payer })
      if (step.kind === 'many') {
        for (let end = step.items.length; end > 0; end -= bulkAtOnce)
          await sureCall(undoBulk, { params, body: { items: [...step.items.slice(Math.max(0, end - bulkAtOnce), end)] } }, words)
        return
      }
      const at = { ...params, paymentId: step.paymentId }
      if (step.kind === 'allocated') await sureCall(undoAllocation, { params: at, body: { groupId: step.groupId } }, words)
      if (step.kind === 'outside') await sureCall(markOutside, { params: at, body: { reason: null } }, words)
      if (step.kind === 'later') await sureCall(snoozePayment, { params: at, body: { until: null } }, words)
      if (step.kind === 'rejected') await sureCall(restoreMatch, { params: at, body: { matchId: step.matchId } }, words)
      if (step.kind === 'noted') await sureCall(removePaymentNote, { params: { ...at, noteId: step.noteId } }, words)
    },
    [params, t],
  )

  /** What hangs on the decision, asked of the server, with the way to take all of it back. */
  const askChain = useCallback(
    async (step: Extract<Step, { kind: 'allocated' }>): Promise<Chain> => {
      const at = { ...params, paymentId: step.paymentId }
      const { steps } = await call(undoWithLater, { params: at, body: { groupId: step.groupId, preview: true } })
      return {
        steps,
        carryOut: async () => {
          await sureCall(undoWithLater, { params: at, body: { groupId: step.groupId, preview: false } }, step.payer)
          setChain(null)
          onRestored([step.paymentId])
          toast(t('toast.undone', { payer: step.payer }), { tone: 'neutral', course })
          await refresh()
        },
      }
    },
    [params, onRestored, refresh, t],
  )

  const undoOne = useCallback(async () => {
    const step = takeLast(companyId)
    if (step === null) {
      wanted.current = 0
      toast(t('toast.nothing'), { tone: 'neutral', course })
      return
    }
    const payer = step.kind === 'many' ? t('bulk.undone', { count: step.items.length }) : step.payer
    try {
      await takeBack(step)
      onRestored(paymentsOf(step))
      toast(t('toast.undone', { payer }), { tone: 'neutral', course })
    } catch (error) {
      wanted.current = 0
      if (step.kind === 'allocated' && error instanceof ApiFailure && error.code === 'entry.has-later') {
        remember(companyId, step)
        await askChain(step).then(setChain, (refused: unknown) => toast(failure(refused).title, { tone: 'bad' }))
      } else toast(t('toast.returned', { payer, why: failure(error).title }), { tone: 'bad' })
    } finally {
      await refresh()
    }
  }, [companyId, takeBack, askChain, onRestored, refresh, failure, t])

  const undo = useCallback(async () => {
    wanted.current++
    if (undoing.current) return
    undoing.current = true
    try {
      while (wanted.current > 0) {
        wanted.current--
        await undoOne()
      }
    } finally {
      undoing.current = false
    }
  }, [undoOne])

  return { undo, chain, leaveChain: () => setChain(null) }
}

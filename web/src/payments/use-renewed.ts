// A proposal that other money has overtaken is being worked out anew: payments are read again until the new one has come.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isOvertaken, proposedFor } from './payment-state.ts'
import type { PaymentDetail } from './payment-types.ts'

const everyMs = 1_000
/** A company that is matched for longer than this shows its new proposals when it is looked at again. */
const times = 30

export function useRenewed(payment: PaymentDetail | undefined): void {
  const client = useQueryClient()
  const overtaken = payment !== undefined && proposedFor(payment).some(isOvertaken) ? payment.match?.matchId : undefined
  useEffect(() => {
    if (overtaken === undefined) return
    let left = times
    const timer = setInterval(() => {
      left--
      if (left <= 0) clearInterval(timer)
      void client.invalidateQueries({ queryKey: ['payments'] })
    }, everyMs)
    return () => clearInterval(timer)
  }, [overtaken, client])
}

// Makes a link with which a customer pays one invoice, once, by the methods the account has switched on; shuts it when nothing is owed.
import * as z from 'zod'
import type { Connector } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import { call } from './api.ts'
import { toStripe } from './money.ts'

const linkSchema = z.object({ id: z.string(), url: z.url() })

/** Name of the metadata by which a payment is known to have come by a link of ours. */
export const linkMark = 'skarbnik_link'

/** The vendor takes letters, digits, dash and underscore here, at most 200. */
const reference = (number: string): string => number.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 200)

/** Safe to repeat: the same reference gives the same link. Number and reference travel with the payment in its metadata. */
export const createPaymentLink: NonNullable<Connector['createPaymentLink']> = async (context, invoice) => {
  const answer = linkSchema.safeParse(
    await call(context, '/v1/payment_links', {
      method: 'POST',
      repeatable: true,
      // 409: the same key is being worked on by another attempt of ours.
      busyStatuses: [409],
      headers: { 'idempotency-key': invoice.reference.slice(0, 255) },
      form: [
        ['line_items[0][price_data][currency]', invoice.open.currency.toLowerCase()],
        ['line_items[0][price_data][unit_amount]', String(toStripe(invoice.open))],
        ['line_items[0][price_data][product_data][name]', invoice.number],
        ['line_items[0][quantity]', '1'],
        ['metadata[invoice]', invoice.number],
        [`metadata[${linkMark}]`, invoice.reference],
        ['payment_intent_data[metadata][invoice]', invoice.number],
        [`payment_intent_data[metadata][${linkMark}]`, invoice.reference],
        ['payment_intent_data[description]', invoice.number],
        ['restrictions[completed_sessions][limit]', '1'],
      ],
    }),
  )
  if (!answer.success) throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', path: '/v1/payment_links' })
  const url = new URL(answer.data.url)
  url.searchParams.set('client_reference_id', reference(invoice.number))
  if (invoice.payerEmail !== null) url.searchParams.set('prefilled_email', invoice.payerEmail)
  return { url: url.href, externalId: answer.data.id }
}

/** A link that the account does not know (any more) takes no money either. */
export const closePaymentLink: NonNullable<Connector['closePaymentLink']> = async (context, { externalId }) => {
  const path = `/v1/payment_links/${encodeURIComponent(externalId)}`
  try {
    await call(context, path, { method: 'POST', repeatable: true, form: [['active', 'false']] })
  } catch (error) {
    if (!(error instanceof ConnectorFailure && error.facts['status'] === 404)) throw error
  }
}

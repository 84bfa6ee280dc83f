// Fetches the PDF of one invoice; the vendor draws it with the template of the account.
import type { Connector } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import { call } from './api.ts'

const signature = Buffer.from('%PDF-')

/** Null for an invoice that is gone. Failure `invalid-response` for an answer that is no PDF. */
export const fetchInvoicePdf: NonNullable<Connector['fetchInvoicePdf']> = async (context, { externalId }) => {
  const path = `/invoices/${encodeURIComponent(externalId)}.pdf`
  const answer = await call(context, path, { headers: { accept: 'application/pdf' }, expect: [404] })
  if (answer.status === 404) return null
  if (!signature.equals(answer.bytes.subarray(0, signature.length)))
    throw new ConnectorFailure('invalid-response', { reason: 'not-a-pdf', path })
  return answer.bytes
}

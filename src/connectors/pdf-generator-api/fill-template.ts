// Fills one of the account's templates with the data of a report and brings the PDF.
import * as z from 'zod'
import type { Connector } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import { call } from './api.ts'

const madeSchema = z.object({ response: z.string().min(1) })
const signature = '%PDF-'

/** A repeat makes the same document once more and costs one more of the account's documents; nothing else changes there. */
export const fillTemplate: NonNullable<Connector['fillTemplate']> = async (context, { templateId, name, language, data }) => {
  const path = '/documents/generate'
  const answer = await call(context, path, {
    method: 'POST',
    repeatable: true,
    json: {
      template: { id: templateId, data },
      format: 'pdf',
      output: 'base64',
      name,
      metadata: { language },
      ...(context.settings['testing'] === true ? { testing: true } : {}),
    },
    expect: [404],
    timeoutMs: 120_000,
  })
  if (answer.status === 404) throw new ConnectorFailure('misconfigured', { reason: 'template-missing', templateId })
  const made = madeSchema.safeParse(answer.json())
  const bytes = Buffer.from(made.success ? made.data.response : '', 'base64')
  if (bytes.subarray(0, signature.length).toString('latin1') !== signature)
    throw new ConnectorFailure('invalid-response', { reason: 'not-a-pdf', path })
  return new Uint8Array(bytes)
}

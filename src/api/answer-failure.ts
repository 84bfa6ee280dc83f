// What a caller is told when something went wrong: code, sentence, number of the request; never the inside.
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { FailureSentence } from '#contract/failure-sentence'
import { httpStatusOf } from '#contract/failures'
import type { Log } from '#ports/log'
import { isFailure } from '#values/failure'
import type { Language } from '#values/language'

export function answerFailure(
  error: unknown,
  context: Context,
  options: { readonly sentence: FailureSentence; readonly language: Language; readonly log: Log },
): Response {
  const requestId = String(context.get('requestId') ?? '')
  if (isFailure(error)) {
    const status = httpStatusOf(error.code)
    if (status >= 500) options.log.warn({ requestId, code: error.code, facts: error.facts }, 'request failed')
    return context.json(
      { code: error.code, facts: error.facts, message: options.sentence(options.language, error.code, error.facts), requestId },
      status as ContentfulStatusCode,
    )
  }
  options.log.error(
    { requestId, error: error instanceof Error ? { name: error.name, message: error.message, stack: error.stack } : String(error) },
    'request broke',
  )
  return context.json({ code: 'internal', facts: {}, message: options.sentence(options.language, 'internal'), requestId }, 500)
}

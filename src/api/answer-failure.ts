// What a caller is told when something went wrong: code, sentence, number of the request; never the inside.
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { FailureSentence } from '#contract/failure-sentence'
import { httpStatusOf } from '#contract/failures'
import { houseTrouble } from '#flows/house-trouble'
import type { Log } from '#ports/log'
import { isFailure } from '#values/failure'
import type { Language } from '#values/language'

const causeOf = ({ cause }: Error): { readonly cause?: string } => (cause instanceof Error ? { cause: cause.message } : {})

export function answerFailure(
  error: unknown,
  context: Context,
  options: { readonly sentence: FailureSentence; readonly language: Language; readonly log: Log },
): Response {
  const requestId = String(context.get('requestId') ?? '')
  const failure = isFailure(error) ? error : houseTrouble(error)
  if (failure !== null) {
    const { code, facts } = failure
    const status = httpStatusOf(code)
    if (status >= 500) options.log.warn({ requestId, code, facts, ...causeOf(failure) }, 'request failed')
    return context.json(
      { code, facts, message: options.sentence(options.language, code, facts), requestId },
      status as ContentfulStatusCode,
    )
  }
  options.log.error(
    { requestId, error: error instanceof Error ? { name: error.name, message: error.message, stack: error.stack } : String(error) },
    'request broke',
  )
  return context.json({ code: 'internal', facts: {}, message: options.sentence(options.language, 'internal'), requestId }, 500)
}

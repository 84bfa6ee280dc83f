// Sentences of messages, checked: one with a word or a fact missing stops the message instead of going out with a hole.
import type { Translate } from '#ports/translate'
import { Failure } from '#values/failure'

/** The translator of `messages.*` that throws Failure `message.template-failed` for a missing sentence or an unfilled `{{fact}}`. */
export const sentencesOf =
  (translate: Translate): Translate =>
  (key, facts = {}) => {
    const sentence = translate(`messages.${key}`, facts)
    const holes = sentence.includes('{{') && !Object.values(facts).some((fact) => String(fact).includes('{{'))
    if (sentence === `messages.${key}` || holes) throw new Failure('message.template-failed', { message: `incomplete: ${key}` })
    return sentence
  }

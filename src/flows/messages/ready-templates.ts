// The templates that come with the house: one file a kind and language, its tones under each other.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type MessageKind, messageKinds, type Tone, tones } from '#domain/dunning/message-kind'
import { Failure } from '#values/failure'
import { type Language, languages } from '#values/language'

/** Liquid texts. `body` becomes the mail and the letter; `title` stands above it. */
export type TemplateTexts = { readonly subject: string; readonly title: string; readonly body: string; readonly sms: string }

const isTone = (text: string): text is Tone => (tones as readonly string[]).includes(text)

function textsOf(section: string): TemplateTexts {
  const [, head = '', body = ''] = /^([\s\S]*?)\n\n([\s\S]*)$/.exec(section) ?? []
  const line = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(head)?.[1]?.trim() ?? ''
  return { subject: line('subject'), title: line('title'), sms: line('sms'), body: body.trim() }
}

function readKind(language: Language, kind: MessageKind): ReadonlyMap<Tone, TemplateTexts> {
  const file = readFileSync(join(import.meta.dirname, 'ready', language, `${kind}.liquid`), 'utf8')
  return new Map(
    file
      .split(/^## /m)
      .slice(1)
      .flatMap((part) => {
        const end = part.indexOf('\n')
        const named = part
          .slice(0, end)
          .split(',')
          .map((name) => name.trim())
          .filter(isTone)
        return named.map((tone) => [tone, textsOf(part.slice(end + 1))] as const)
      }),
  )
}

const ready = new Map(
  languages.flatMap((language) => messageKinds.map((kind) => [`${language} ${kind}`, readKind(language, kind)] as const)),
)

/** Every kind has one for each tone and language; a test holds it. */
export function readyTemplate(kind: MessageKind, tone: Tone, language: Language): TemplateTexts {
  const texts = ready.get(`${language} ${kind}`)?.get(tone)
  if (texts === undefined) throw new Failure('template.not-found', { kind, tone, language })
  return texts
}

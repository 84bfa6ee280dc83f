// The template that a draft of a reminder was written from, by which several drafts are known to be alike.
import type { Medium } from '#domain/dunning/message-kind'
import { placeOf, templateIdOf } from '#store/message-templates'
import type { Language } from '#values/language'
import type { MessagePayload } from './message-content.ts'

/** A template of another kind or language than the message's is not used, and the usual one is. */
export function draftTemplate(payload: Extract<MessagePayload, { template: 'reminder' }>): {
  readonly templateId: string
  readonly language: Language
  readonly medium: Medium
} {
  const language = payload.content?.language ?? 'pl'
  const asked = payload.templateId === null ? null : placeOf(payload.templateId)
  const usual = { kind: payload.kind, tone: payload.tone, language }
  const place = asked !== null && asked.kind === payload.kind && asked.language === language ? asked : usual
  return { templateId: templateIdOf(place), language, medium: payload.medium }
}

// Words of what leaves the house: its kind, state and the reason why it waits.
import { useTranslation } from 'react-i18next'
import { useFailureWords } from '../ui/use-failure-words.ts'

export type OutboxWords = {
  kind(kind: string): string
  state(state: string): string
  reason(reason: string | null): string
  template(template: string): string
  /** What the row is, by the kind of its message where it says one. */
  title(row: { readonly kind: string; readonly template: string | null; readonly about: { readonly kind: string } | null }): string
}

/** A code without a word of its own comes back as it is, so that a person sees that something stands there. */
export function useOutboxWords(): OutboxWords {
  const { i18n } = useTranslation('outbox-screen')
  const failure = useFailureWords()
  const word = (group: string, code: string): string | null => {
    const key = `outbox-screen:${group}.${code}`
    return i18n.exists(key) ? String(i18n.t(key as never)) : null
  }
  const kindWord = (kind: string): string => word('kind', kind) ?? word('template', kind) ?? kind
  const templateWord = (template: string): string => word('template', template) ?? template
  return {
    kind: kindWord,
    template: templateWord,
    title: ({ kind, template, about }) => {
      const key = `templates:kinds.${about?.kind}`
      if (about !== null && i18n.exists(key)) return String(i18n.t(key as never))
      return template === null ? kindWord(kind) : templateWord(template)
    },
    state: (state) => word('state', state) ?? state,
    reason: (reason) =>
      reason === null
        ? ''
        : (word('reason', reason) ?? word('reason', reason.split('.').at(-1) ?? reason) ?? failure({ code: reason }).title),
  }
}

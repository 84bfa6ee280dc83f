// Says a key that is known only at run time (a code of the server); typed keys go through `t` itself.
import type { i18n } from 'i18next'

/** The sentence of `namespace:key` with its facts; the key itself where there is none. */
export function say(words: i18n, key: string, facts: Readonly<Record<string, unknown>> = {}): string {
  const said: unknown = words.t(key as never, facts as never)
  return typeof said === 'string' ? said : key
}

// JSON as PostgreSQL takes it: bigints as text, no NUL characters and no half surrogates, which jsonb refuses.

const unescaped = (code: string): RegExp => new RegExp(`(?<!\\\\)((?:\\\\\\\\)*)\\\\u${code}`, 'g')
const nul = unescaped('0000')
// JSON.stringify writes only half surrogates as escapes, so every one found is one.
const halfSurrogate = unescaped('d[89ab][0-9a-f]{2}')
const halfSurrogateLow = unescaped('d[c-f][0-9a-f]{2}')

/** JSON text of a value; what PostgreSQL cannot hold becomes U+FFFD, a bigint its digits. */
export function safeJson(value: unknown): string {
  const json = JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part)) ?? 'null'
  if (!json.includes('\\u')) return json
  return [nul, halfSurrogate, halfSurrogateLow].reduce((text, pattern) => text.replaceAll(pattern, '$1\\ufffd'), json)
}

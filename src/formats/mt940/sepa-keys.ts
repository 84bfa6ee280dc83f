// The SEPA keys that German banks write into the title: `EREF+…`, `SVWZ+…`.
import { tidy } from '#values/title-text'

const keys = /(?:^|[^A-Z])(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC)\+/g

/** SVWZ is the title and EREF the end-to-end id; text without SVWZ is kept whole as the title. Null without any key. */
export function readSepaKeys(text: string): { readonly title: string; readonly endToEndId?: string } | null {
  const found = [...text.matchAll(keys)].map((match) => {
    const key = match[1] ?? ''
    const start = match.index + match[0].length
    return { key, at: start - key.length - 1, start }
  })
  if (found.length === 0) return null
  const textOf = (key: string): string | undefined => {
    const i = found.findIndex((field) => field.key === key)
    const field = found[i]
    return field === undefined ? undefined : tidy(text.slice(field.start, found[i + 1]?.at ?? text.length))
  }
  const endToEndId = textOf('EREF')
  const hasId = endToEndId !== undefined && endToEndId !== '' && endToEndId !== 'NOTPROVIDED' && endToEndId.length <= 35
  const front = tidy(text.slice(0, found[0]?.at ?? 0))
  const purpose = textOf('SVWZ')
  return { title: purpose === undefined ? tidy(text) : tidy(`${front} ${purpose}`), ...(hasId ? { endToEndId } : {}) }
}

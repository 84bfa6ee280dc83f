// Previews as the wire tells them: pictures of a mail inside its HTML, a letter as base64.
import type { Preview } from '#flows/change-templates'

export const dataUri = (file: { readonly contentType: string; readonly bytes: Uint8Array }): string =>
  `data:${file.contentType};base64,${Buffer.from(file.bytes).toString('base64')}`

export function previewView({ message, letter, sms, lints, failure }: Preview) {
  const html = (message?.files ?? []).reduce(
    (text, file) => (file.inlineId === undefined ? text : text.replaceAll(`cid:${file.inlineId}`, dataUri(file))),
    message?.html ?? '',
  )
  const files = message?.files ?? (letter === null ? [] : [letter])
  return {
    subject: message?.subject ?? null,
    html: html === '' ? null : html,
    text: message?.text ?? null,
    pdf: letter === null ? null : Buffer.from(letter.bytes).toString('base64'),
    sms: sms === null ? null : { ...sms, because: [...sms.because] },
    files: files.filter((file) => file.inlineId === undefined).map((file) => ({ name: file.name, size: file.bytes.byteLength })),
    lints: [...lints],
    failure: failure === null ? null : { code: failure.code, facts: { ...failure.facts } },
  }
}

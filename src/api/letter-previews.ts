// Previews as the wire tells them: pictures of a mail inside its HTML, a letter as base64.
import type { Preview } from '#flows/change-templates'
import { dataUri } from '#flows/messages/drawn-html'

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

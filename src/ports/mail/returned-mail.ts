// Reads a letter that came back: a bounce (RFC 3464), a complaint (RFC 5965), or an answer to a message of ours; everything else is nobody's business.
import PostalMime, { type Email } from 'postal-mime'
import type { ChannelNews } from '../channel.ts'

/** What a letter says, without the id of the mailbox it came from. */
export type ReturnedMail =
  | Omit<Extract<ChannelNews, { kind: 'delivery' }>, 'eventId'>
  | Omit<Extract<ChannelNews, { kind: 'reply' }>, 'eventId'>

const handleIn = (text: string): string | null => /<?\b([0-9a-f]{40})@[^\s>]+>?/.exec(text)?.[1] ?? null

const textOf = (content: ArrayBuffer | Uint8Array | string): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content)

const field = (block: string, name: string): string | null =>
  new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, 'im')
    .exec(block)?.[1]
    ?.replace(/\r?\n[ \t]+/g, ' ')
    .trim() ?? null

const addressIn = (text: string | null): string | null => /([^\s<>;,"]+@[^\s<>;,"]+)/.exec(text ?? '')?.[1]?.toLowerCase() ?? null

/** Dead: the address does not exist (RFC 3463 subjects 1 and 2.1, and 4.1 as Exchange says it). A policy, a size or a full box is not about the address. */
const isDead = (status: string): boolean => /^5\.(1\.(0|1|2|3|6|10)|2\.1|4\.1)$/.test(status) || status === '5.0.0'

function fromStatus(email: Email, whole: string): ReturnedMail | null {
  const part = email.attachments.find(({ mimeType }) => mimeType === 'message/delivery-status')
  const report = part === undefined ? '' : textOf(part.content)
  const action = field(report, 'Action')?.toLowerCase() ?? null
  if (action === 'delayed' || action === 'relayed' || action === 'expanded') return null
  const diagnostic = field(report, 'Diagnostic-Code') ?? ''
  const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(`${field(report, 'Status') ?? ''} ${diagnostic}`)?.[1] ?? ''
  const address = addressIn(field(report, 'Original-Recipient')) ?? addressIn(field(report, 'Final-Recipient'))
  if (action === 'delivered')
    return { kind: 'delivery', handle: handleIn(whole), address, state: 'delivered', permanent: false, detail: status }
  if (part === undefined || status.startsWith('4')) return null
  const detail = `${status} ${diagnostic}`.trim().slice(0, 300)
  return { kind: 'delivery', handle: handleIn(whole), address, state: 'bounced', permanent: isDead(status), detail }
}

/** Servers that send no report but a letter: the failed address in a header (Exim), or a code in the text. */
function fromOldServer(email: Email, whole: string): ReturnedMail | null {
  const from = email.from?.address?.toLowerCase() ?? ''
  if (!/^(mailer-daemon|postmaster)@/.test(from)) return null
  const failed = email.headers.find(({ key }) => key === 'x-failed-recipients')?.value ?? null
  const status = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(email.text ?? '')?.[1] ?? (/\b55[01]\b/.test(email.text ?? '') ? '5.1.1' : '')
  const handle = handleIn(whole)
  if ((failed === null && handle === null) || status.startsWith('4') || status === '') return null
  const line = (email.text ?? '').split(/\r?\n/).find((each) => each.includes(status) || /\b55[01]\b/.test(each)) ?? status
  return {
    kind: 'delivery',
    handle,
    address: addressIn(failed),
    state: 'bounced',
    permanent: isDead(status),
    detail: line.trim().slice(0, 300),
  }
}

function complaint(email: Email, whole: string): ReturnedMail | null {
  const part = email.attachments.find(({ mimeType }) => mimeType === 'message/feedback-report')
  if (part === undefined) return null
  const report = textOf(part.content)
  const type = field(report, 'Feedback-Type') ?? 'abuse'
  return {
    kind: 'delivery',
    handle: handleIn(whole),
    address: addressIn(field(report, 'Original-Rcpt-To')),
    state: 'complained',
    permanent: true,
    detail: type.slice(0, 60),
  }
}

const stop =
  /^\s*(stop|wypisz|unsubscribe)\b|prosz[eęę] (o )?(nie (wysy[lł]a[cć]|pisa[cć])|zaprzesta|usuni[eę]ci)|nie [zż]ycz[eę] sobie|please (stop|remove|do not)/iu
const wrong =
  /pomy[lł]k|nie ten adres|z[lł]y adres|nie (jestem|jeste[sś]my) (w[lł]a[sś]ciw|adresat)|nie pracuj|ju[zż] tu nie|wrong (person|address)|no longer works?/iu

/** The answer itself, without what it quotes of our letter. */
const ownWords = (text: string): string =>
  (text.split(/^(?:>|-{2,}\s*(?:Original|Oryginalna)|W dniu .* pisze:|On .* wrote:|Od: |From: )/im)[0] ?? '').trim()

function reply(email: Email): ReturnedMail | null {
  const handle = handleIn(`${email.inReplyTo ?? ''} ${email.references ?? ''}`)
  const address = email.from?.address?.toLowerCase() ?? null
  const automatic = email.headers.some(
    ({ key, value }) => (key === 'auto-submitted' && value.toLowerCase() !== 'no') || key === 'x-autoreply' || key === 'x-autorespond',
  )
  if (handle === null || address === null || automatic) return null
  const text = ownWords(email.text ?? '').slice(0, 500)
  return { kind: 'reply', handle, address, says: stop.test(text) ? 'stop' : wrong.test(text) ? 'wrong-person' : 'something', text }
}

/** Null for mail that is none of these: an out-of-office notice, a warning that a letter is late, everything that is not about ours. */
export async function readReturnedMail(raw: Uint8Array): Promise<ReturnedMail | null> {
  const email = await PostalMime.parse(raw, { forceRfc822Attachments: true, maxNestingDepth: 20 }).catch(() => null)
  if (email === null) return null
  const whole = [textOf(raw), ...email.attachments.map(({ content }) => textOf(content))].join('\n')
  return complaint(email, whole) ?? fromStatus(email, whole) ?? fromOldServer(email, whole) ?? reply(email)
}

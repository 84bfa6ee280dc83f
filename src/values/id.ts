// Identifiers: UUIDv7 in the house, written with the prefix of their kind at the API.

export const idPrefixes = {
  company: 'com',
  customer: 'cus',
  invoice: 'inv',
  payment: 'pay',
  connection: 'con',
  statement: 'sta',
  statementLine: 'lin',
  import: 'imp',
  record: 'rec',
  match: 'mat',
  entry: 'ent',
  outbox: 'out',
  order: 'odr',
  job: 'job',
  schedule: 'sch',
  audit: 'aud',
  report: 'rep',
  ownReport: 'own',
  reportSchedule: 'rsc',
  reportOrder: 'ord',
  user: 'usr',
  token: 'tok',
  invitation: 'ivt',
  hold: 'hld',
  learnt: 'lrn',
  file: 'fil',
  webhook: 'whk',
  policy: 'pol',
  rule: 'rul',
  mappingProfile: 'map',
  task: 'tsk',
  note: 'not',
  contact: 'ctc',
  merge: 'mrg',
  change: 'chg',
  portalLink: 'plk',
  suppression: 'sup',
  block: 'blk',
  creditException: 'exc',
  creditRule: 'crl',
  document: 'doc',
  savedView: 'viw',
  bigNotice: 'bgn',
  bigEntry: 'bge',
} as const

export type IdKind = keyof typeof idPrefixes

/** A lower-case UUID; in the database as `uuid`. */
export type Id = string

/** UUIDv7 (RFC 9562) of a time in milliseconds and ten random bytes. */
export function uuidV7(timeMs: number, random: Uint8Array): Id {
  const hex =
    Math.floor(timeMs).toString(16).padStart(12, '0') +
    Array.from(random.subarray(0, 10), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** `inv_0198…`: how an id is written at the API. */
export const writeId = (kind: IdKind, id: Id): string => `${idPrefixes[kind]}_${id.replaceAll('-', '')}`

/** The id of its written form; null when the prefix is another kind's or the rest is no UUID. */
export function readId(kind: IdKind, written: string): Id | null {
  const match = /^([a-z]{3})_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(written)
  if (match === null || match[1] !== idPrefixes[kind]) return null
  return match.slice(2).join('-')
}

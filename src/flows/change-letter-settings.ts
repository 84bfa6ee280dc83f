// A person changes the letterhead, the logo, the terms of a customer, or adds a rate of interest.
import { appendAudit } from '#store/audit'
import { type CustomerTerms, saveCustomerTerms } from '#store/customer-terms'
import { getCustomer } from '#store/customers'
import { inTransaction } from '#store/database'
import { keepFile } from '#store/files'
import { type AddedRate, rateTables, saveRate } from '#store/interest-rates'
import { getLetterSettings, type LetterSettings, saveLetterSettings } from '#store/letter-settings'
import { addDays } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

type By = { readonly companyId: Id; readonly actor: Actor }

const line = ({ actor }: By, action: string, change: object, subject?: { readonly kind: string; readonly id: string }) => ({
  actor: writeActor(actor),
  actorName: actor.name,
  action,
  change,
  ...(subject === undefined ? {} : { subjectKind: subject.kind, subjectId: subject.id }),
})

export const changeLetterSettings = (
  shell: Shell,
  command: By & { readonly settings: Omit<LetterSettings, 'logoFileId'> },
): Promise<void> =>
  inTransaction(shell.database, async (tx) => {
    const at = shell.clock.now()
    const { logoFileId } = await getLetterSettings(tx, command.companyId)
    await saveLetterSettings(tx, command.companyId, { ...command.settings, logoFileId }, at)
    await appendAudit(tx, command.companyId, at, [line(command, 'letters.settings-changed', command.settings)])
  })

export const mostLogoBytes = 300 * 1024

/** By its first bytes, whatever its name says. */
function pictureKind(bytes: Uint8Array): 'image/png' | 'image/jpeg' | null {
  if ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].every((byte, at) => bytes[at] === byte)) return 'image/png'
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff ? 'image/jpeg' : null
}

/** Null removes the logo. Failure `logo.unreadable` for what is no PNG or JPEG or is too large. */
export const changeLogo = (shell: Shell, command: By & { readonly bytes: Uint8Array | null }): Promise<void> =>
  inTransaction(shell.database, async (tx) => {
    const { companyId, bytes } = command
    const at = shell.clock.now()
    const kind = bytes === null ? null : pictureKind(bytes)
    if (bytes !== null && (kind === null || bytes.byteLength > mostLogoBytes)) throw new Failure('logo.unreadable')
    const logoFileId =
      bytes === null || kind === null ? null : await keepFile(tx, companyId, { name: 'logo', contentType: kind, bytes, createdAt: at })
    await saveLetterSettings(tx, companyId, { ...(await getLetterSettings(tx, companyId)), logoFileId }, at)
    await appendAudit(tx, companyId, at, [line(command, 'letters.logo-changed', { removed: bytes === null })])
  })

export const changeCustomerTerms = (
  shell: Shell,
  command: By & { readonly customerId: Id; readonly terms: Omit<CustomerTerms, 'assumed'> },
): Promise<void> =>
  inTransaction(shell.database, async (tx) => {
    const at = shell.clock.now()
    await getCustomer(tx, command.companyId, command.customerId)
    await saveCustomerTerms(tx, command.companyId, command.customerId, command.terms, { actor: writeActor(command.actor), at })
    await appendAudit(tx, command.companyId, at, [
      line(command, 'customer.terms-changed', command.terms, { kind: 'customer', id: command.customerId }),
    ])
  })

/** Failure `interest.rate-gap` when days would be left between what is known and the new rate: nothing fills them in silence. */
export const addInterestRate = (shell: Shell, command: By & { readonly rate: AddedRate }): Promise<void> =>
  inTransaction(shell.database, async (tx) => {
    const at = shell.clock.now()
    const { rate, companyId } = command
    const table = (await rateTables(tx, companyId))[rate.table]
    const latest = addDays(table.knownThrough, 1)
    if (rate.from > latest || rate.knownThrough < rate.from) throw new Failure('interest.rate-gap', { from: latest })
    await saveRate(tx, companyId, rate, { actor: writeActor(command.actor), at })
    await appendAudit(tx, companyId, at, [line(command, 'interest.rate-added', rate)])
  })

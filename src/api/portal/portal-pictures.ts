// Pictures of the customer's page, inside the page itself: the code of the transfer for the bank's application, and the company's logo.
import { transferCode } from '#domain/transfer-code/transfer-code'
import { readLogo } from '#flows/read-logo'
import { pngPicture } from '#flows/render/png-picture'
import type { Executor } from '#store/database'
import type { Id } from '#values/id'
import { qrCode } from '#values/qr-code'
import { accountOf, type PortalView, sumsOf, transferTitle } from './portal-page.ts'

const modulePixels = 4
/** As many signs of the title as the code of a Polish transfer holds. */
const codeTitle = 32

const address = (contentType: string, bytes: Uint8Array): string => `data:${contentType};base64,${Buffer.from(bytes).toString('base64')}`

/** Null where there is nothing to pay, several currencies, no account, or an account that codes do not know. */
export function transferPicture(view: PortalView): PortalView['qr'] {
  const [sum, ...others] = sumsOf(view.data.invoices)
  const account = accountOf(view)
  if (sum === undefined || others.length > 0 || account === null) return null
  const { name, nip } = view.data.company
  const code = transferCode({ payee: name, payeeNip: nip, account, amount: sum, title: transferTitle(view, codeTitle) })
  const matrix = code === null ? null : qrCode(code.text, code.level)
  return code === null || matrix === null
    ? null
    : { picture: address('image/png', pngPicture(matrix, modulePixels)), withAmount: code.withAmount }
}

/** The logo as the company has uploaded it; null where there is none. */
export async function logoPicture(executor: Executor, companyId: Id): Promise<string | null> {
  const logo = await readLogo(executor, companyId)
  return logo !== null && /^image\/(?:png|jpeg)$/.test(logo.contentType) ? address(logo.contentType, logo.bytes) : null
}

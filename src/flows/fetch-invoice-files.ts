// Fetches the PDFs of invoices from where they came, for messages that carry them; kept, and fetched anew when the invoice has changed.
import { ConnectorFailure } from '#ports/connector-failure'
import { findConnection, noteFailure } from '#store/connections'
import { keepFile } from '#store/files'
import { type InvoiceDocument, listInvoiceDocuments, noteInvoiceFile } from '#store/invoice-files'
import { getSendingCompany } from '#store/sending-companies'
import type { Id } from '#values/id'
import { connectorContext, connectorOf } from './connector-context.ts'
import type { Shell } from './shell.ts'

/** A larger file is not attached: mailboxes refuse it. */
export const mostInvoiceBytes = 5 * 1_048_576
/** As many as one message carries. */
export const mostInvoiceFiles = 10
const firstWaitMs = 600_000
const longestWaitMs = 86_400_000

/** No transaction waits for the source. What it does not give is kept with its reason and asked for again later; never a failure of the caller. */
export async function fetchInvoiceFiles(shell: Shell, companyId: Id, invoiceIds: readonly Id[]): Promise<void> {
  const now = shell.clock.now()
  const wanted = (await listInvoiceDocuments(shell.database, companyId, invoiceIds))
    .filter((document) => isDue(document, now))
    .slice(0, mostInvoiceFiles)
  if (wanted.length === 0 || !(await shell.sendingAllowed())) return
  const { timeZone } = await getSendingCompany(shell.database, companyId)
  for (const [connectionId, documents] of Map.groupBy(wanted, (document) => document.connectionId)) {
    const connection = await findConnection(shell.database, companyId, connectionId)
    if (connection === null || connection.state === 'off') continue
    const connector = connectorOf(shell, connection)
    if (connector.fetchInvoicePdf === undefined) continue
    const context = connectorContext(shell, connector, connection, timeZone)
    for (const document of documents) {
      const failure = await fetchOne(shell, companyId, document, (invoice) => connector.fetchInvoicePdf?.(context, invoice) ?? null)
      if (failure === null) continue
      await noteFailure(shell.database, connection, failure, shell.clock.now())
      // What is wrong with the connection is wrong with the next document too.
      if (failure.kind !== 'invalid-response') break
    }
  }
}

function isDue({ asked, changedAt }: InvoiceDocument, now: Date): boolean {
  if (asked === null || changedAt > asked.at) return true
  if (asked.failure === null) return false
  return now.getTime() >= asked.at.getTime() + Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(asked.attempts - 1, 10))
}

type FetchPdf = (invoice: { readonly externalId: string }) => Promise<Uint8Array | null> | null

/** The failure of the connection, if that was the reason. */
async function fetchOne(shell: Shell, companyId: Id, document: InvoiceDocument, fetchPdf: FetchPdf): Promise<ConnectorFailure | null> {
  const at = shell.clock.now()
  const note = (fileId: Id | null, failure: string | null) =>
    noteInvoiceFile(shell.database, companyId, document.invoiceId, { source: document.connectionId, fileId, failure, at })
  try {
    const bytes = await fetchPdf(document)
    if (bytes === null) await note(null, 'none')
    else if (bytes.byteLength > mostInvoiceBytes) await note(null, 'too-large')
    else {
      const name = `${document.number.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'faktura'}.pdf`
      const file = { name, contentType: 'application/pdf', bytes, createdAt: at, customerId: document.customerId }
      await note(await keepFile(shell.database, companyId, file), null)
    }
    return null
  } catch (error) {
    if (!(error instanceof ConnectorFailure)) throw error
    shell.log.info({ companyId, invoiceId: document.invoiceId, code: error.code }, 'no PDF of an invoice')
    await note(null, error.code)
    return error
  }
}

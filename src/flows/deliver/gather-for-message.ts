// What a message needs from outside before it is written: a link to pay and the PDFs of its invoices. Done before its transaction, which waits for nobody.
import { listOpenAmong, listOwedInvoices } from '#store/dunning'
import type { OutboxRow } from '#store/outbox'
import { getSendingCompany } from '#store/sending-companies'
import { addDays, dayOf } from '#values/day'
import type { Id } from '#values/id'
import { fetchInvoiceFiles } from '../fetch-invoice-files.ts'
import { makePaymentLink } from '../make-payment-link.ts'
import type { Shell } from '../shell.ts'
import { type MessagePayload, messagePayload } from './message-content.ts'
import { noticeDays } from './prepare-letter.ts'

type Gathering = Extract<MessagePayload, { template: 'reminder' | 'letter' }>
type About = { readonly invoiceIds: readonly Id[]; readonly links: boolean; readonly files: boolean }

/**
 * Never a failure of the message: without a link it goes with the data of a transfer, without a file with what its source shows in the
 * browser. Only what goes for good calls anybody: in a dry run and while sending is off nothing is made outside.
 */
export async function gatherForMessage(shell: Shell, row: OutboxRow): Promise<void> {
  const payload = messagePayload(row)
  if (payload.template !== 'reminder' && payload.template !== 'letter') return
  // What a person has read and approved is not changed behind his back.
  if (payload.approvedBy !== undefined && payload.content !== undefined) return
  const company = await getSendingCompany(shell.database, row.company_id)
  if (company.sendingMode === 'off' || company.sendingMode === 'dry-run') return
  const { invoiceIds, links, files } = await aboutOf(shell, row, payload, dayOf(shell.clock.now(), company.timeZone))
  // A message about several invoices leads to the customer's page, where each has its own way to be paid.
  const [only, second] = invoiceIds
  if (links && only !== undefined && second === undefined) await makePaymentLink(shell, { companyId: row.company_id, invoiceId: only })
  if (files) await fetchInvoiceFiles(shell, row.company_id, invoiceIds)
}

const none: About = { invoiceIds: [], links: false, files: false }
const payable = new Set(['notice-before-due', 'reminder'])

async function aboutOf(shell: Shell, row: OutboxRow, payload: Gathering, today: ReturnType<typeof dayOf>): Promise<About> {
  switch (payload.template) {
    case 'reminder':
      return {
        invoiceIds: await listOpenAmong(
          shell.database,
          row.company_id,
          payload.steps.map((step) => step.invoiceId),
        ),
        // A demand asks for interest too, so no link of one invoice holds its sum.
        links: payload.medium !== 'letter' && payable.has(payload.kind),
        files: payload.medium === 'email' && payload.step?.attachments.includes('invoices') === true,
      }
    case 'letter': {
      if (row.customer_id === null || payload.medium === 'letter') return none
      const until = payload.kind === 'notice-before-due' ? addDays(today, noticeDays) : today
      const owed = await listOwedInvoices(shell.database, row.company_id, row.customer_id, until)
      return {
        invoiceIds: owed.map((invoice) => invoice.id),
        links: payable.has(payload.kind),
        files: payload.medium === 'email' && payload.attachInvoices,
      }
    }
  }
}

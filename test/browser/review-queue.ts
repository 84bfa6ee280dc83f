// A queue to work through: invoices of 100, 101, … and a payment for each that names it, and one payment that says nothing.
import { importFile } from '#flows/import-file'
import { makeCompany } from '#flows/make-company'
import { matchPayments } from '#flows/match-payments'
import type { Shell } from '#flows/shell'
import { invoice, invoicesFile, line, plainFormats, statement, statementsFile } from '#test/support/plain-files'
import { testActor } from '#test/support/shell'
import type { Id } from '#values/id'

/** As many sure proposals. */
export const size = 56
/** The same firm a second time, under another name. */
export const twin = 'Klonex Hurt'

/** A new company of the person with its queue. */
export async function fillQueue(house: Shell, userId: string): Promise<Id> {
  const shell = { ...house, shelves: { ...house.shelves, formats: plainFormats } }
  const companyId = await makeCompany(shell, {
    actor: testActor,
    userId,
    name: `Jantar ${Math.random().toString(36).slice(2, 8)}`,
    nip: null,
    timeZone: 'Europe/Warsaw',
    language: 'pl',
    demo: false,
  })
  const take = (bytes: Parameters<typeof importFile>[1]['bytes']) =>
    importFile(shell, { companyId, actor: testActor, source: 'file', fileName: 'plik', bytes })
  const bills = Array.from({ length: size }, (_, at) => invoice(`FV/${at + 1}/11/2026`, '2026-11-01', 100 + at))
  await take(invoicesFile([...bills, invoice('FV/900/11/2026', '2026-11-01', 4_321, { customer: { name: twin } })]))
  const paid = Array.from({ length: size }, (_, at) => line('2026-11-10', 100 + at, `FV/${at + 1}/11/2026`))
  await take(statementsFile(statement('2026-11-10', '2026-11-10', 0, [...paid, line('2026-11-10', 777, 'przelew')])))
  await matchPayments(shell, { companyId })
  return companyId
}

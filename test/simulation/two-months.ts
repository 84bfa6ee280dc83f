// Two months of a firm as its vendors, its bank and its mail server live them; the house is told the time and left to work.
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bankFile } from '#app/demo/bank-file'
import { type Firm, plausibleFirm } from '#app/demo/firm'
import { type FirmPayments, plausiblePayments } from '#app/demo/payments'
import { seedOf, startVendors, type Vendors } from '#app/demo/vendors'
import { system } from '#flows/actor'
import { changeCompany } from '#flows/change-company'
import { connectSystem } from '#flows/connect-system'
import { makeCompany } from '#flows/make-company'
import type { Shell } from '#flows/shell'
import { settableClock } from '#ports/clock'
import { PLN } from '#values/currency'
import { addDays, type Day, day, instantAt } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'

const zone = 'Europe/Warsaw'
export const firstDay = day('2026-09-01')
export const lastDay = day('2026-11-01')
const historyFrom = day('2026-08-01')
/** Five days without a transfer bring no file; half a day more, so that a morning which starts over after a kill judges as one that did not. */
const staleAfterHours = 5 * 24 + 12

export type World = {
  readonly firm: Firm
  readonly payments: FirmPayments
  readonly vendors: Vendors
  readonly clock: ReturnType<typeof settableClock>
  readonly watched: string
  readonly days: readonly Day[]
  /** After the hours of the daily round and the monthly report of a day; `later` minutes on after a kill. */
  morning(on: Day, later?: number): Date
  /** What happened outside since the last morning: invoices issued, money paid, the bank's file put into the folder. */
  dawn(on: Day): Promise<void>
  stop(): Promise<void>
}

export async function openWorld(options: { readonly seed: number; readonly perMonth: number }): Promise<World> {
  const firm = plausibleFirm({ seed: options.seed, from: historyFrom, to: addDays(lastDay, -1), perMonth: options.perMonth, customers: 40 })
  const payments = plausiblePayments(firm, addDays(lastDay, -1))
  const clock = settableClock(instantAt(firstDay, 7, 0, zone))
  const folder = await mkdtemp(join(tmpdir(), 'skarbnik-months-'))
  const watched = join(folder, 'bank')
  await mkdir(watched)
  const known = firm.invoices.filter((invoice) => invoice.issueOn < addDays(firstDay, -1))
  const vendors = await startVendors(
    seedOf(firm, { invoices: known, payments: payments.gateway.filter((payment) => payment.bookedOn < addDays(firstDay, -1)) }, clock),
  )
  let balance = money(50_000_00n, PLN)
  let number = 0

  const bankFileOf = async (from: Day, to: Day): Promise<void> => {
    const transfers = payments.transfers.filter((transfer) => transfer.bookedOn >= from && transfer.bookedOn <= to)
    if (transfers.length === 0) return
    number += 1
    const file = bankFile({ account: firm.account, number, from, to, opening: balance, transfers })
    balance = file.closing
    const path = join(watched, file.name)
    await writeFile(path, file.bytes)
    await utimes(path, new Date(0), new Date(0))
  }

  const days: Day[] = []
  for (let on = firstDay; on <= lastDay; on = addDays(on, 1)) days.push(on)
  return {
    firm,
    payments,
    vendors,
    clock,
    watched,
    days,
    morning: (on, later = 0) => new Date(instantAt(on, 9, 1, zone).getTime() + later * 60_000),
    dawn: async (on) => {
      const yesterday = addDays(on, -1)
      clock.set(instantAt(yesterday, 20, 0, zone))
      for (const invoice of firm.invoices) if (invoice.issueOn === yesterday) vendors.fakturownia.addInvoice?.(invoice)
      for (const payment of payments.gateway) if (payment.bookedOn === yesterday) vendors.stripe.addPayment?.(payment)
      await bankFileOf(on === firstDay ? historyFrom : yesterday, yesterday)
    },
    stop: async () => {
      await vendors.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A company connected to everything, posting and sending by itself; answers with the ids of its connections. */
export async function setUpCompany(shell: Shell, world: World): Promise<{ readonly companyId: Id; readonly standIns: readonly Id[] }> {
  const companyId = await makeCompany(shell, {
    actor: system,
    userId: 'simulation',
    name: world.firm.name,
    nip: world.firm.taxId,
    timeZone: zone,
    language: 'pl',
  })
  const { settings } = world.vendors
  const standIns: Id[] = []
  for (const pluginId of ['fakturownia', 'stripe', 'bitrix24'] as const)
    standIns.push(
      await connectSystem(shell, {
        companyId,
        actor: system,
        shelf: 'connector',
        pluginId,
        name: pluginId,
        settings: settings[pluginId],
        kinds: [],
      }),
    )
  standIns.push(
    await connectSystem(shell, {
      companyId,
      actor: system,
      shelf: 'channel',
      pluginId: 'smtp',
      name: 'E-mail',
      settings: settings.smtp,
      kinds: [],
    }),
  )
  await changeCompany(shell, {
    companyId,
    actor: system,
    change: {
      sendingMode: 'automatic',
      settings: {
        automaticPosting: true,
        confirmations: true,
        reminders: true,
        watchedFolder: world.watched,
        financeEmails: ['finanse@jantar.example'],
        staleAfterHours,
      },
    },
  })
  return { companyId, standIns }
}

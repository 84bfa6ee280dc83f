// Every number of the analytics leads to rows that come to it, whatever narrows the report; foreign money is counted at the stored rate of NBP.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { usualParameters } from '#domain/reporting/wanted-report'
import { evaluateCompany } from '#flows/credit/evaluate-company'
import { keepCreditHistory } from '#flows/credit/keep-credit-history'
import { deliverOutbox } from '#flows/deliver-outbox'
import { loadRates } from '#flows/load-rates'
import { shapeReport } from '#flows/reports/shape-report'
import { workOff } from '#jobs/work-off'
import type { InvoiceRecord } from '#ports/invoice-format'
import { bytesSource } from '#ports/reading/byte-source'
import { type RoundWorld, roundInvoice, roundPayment, roundWorld } from '#test/support/round-world'
import { claims, mismatch, rowsBehind } from '#test/support/rows-behind'
import { testActor } from '#test/support/shell'
import { EUR, PLN } from '#values/currency'
import { day } from '#values/day'
import { type Money, money } from '#values/money'

const zl = (amount: number) => money(BigInt(Math.round(amount * 100)), PLN)
const euro = (amount: number) => money(BigInt(Math.round(amount * 100)), EUR)
const inEuro = (record: InvoiceRecord, amount: number): InvoiceRecord => ({ ...record, total: euro(amount) })
const lines = (record: InvoiceRecord, ...of: readonly (readonly [string, number])[]): InvoiceRecord => ({
  ...record,
  lines: of.map(([category, gross]) => ({ name: category, category, gross: zl(gross) })),
})

let world: RoundWorld
const today = day('2026-10-20')

beforeAll(async () => {
  world = await roundWorld({
    invoices: [
      lines(roundInvoice('FV 1/05/2026', 1, '2026-05-04', 500), ['Kable', 500]),
      lines(roundInvoice('FV 1/06/2026', 1, '2026-06-01', 700), ['Kable', 100], ['Lampy', 600]),
      roundInvoice('FV 1/07/2026', 1, '2026-07-01', 900),
      roundInvoice('FV 1/08/2026', 0, '2026-08-03', 1230),
      lines(roundInvoice('FV 2/08/2026', 1, '2026-08-10', 2460), ['Kable', 1230], ['Lampy', 1230]),
      lines(roundInvoice('FV 3/09/2026', 1, '2026-09-25', 615), ['Lampy', 400], ['Kable', 215]),
      roundInvoice('FV 4/10/2026', 2, '2026-10-09', 984),
      inEuro(roundInvoice('FV 5/09/2026', 2, '2026-09-01', 0), 1000),
      inEuro(roundInvoice('FV 6/10/2026', 0, '2026-10-12', 0), 200),
    ],
    payments: [
      roundPayment('pay_1', '2026-06-20', 500, 'FV 1/05/2026'),
      roundPayment('pay_2', '2026-07-20', 700, 'FV 1/06/2026'),
      roundPayment('pay_3', '2026-07-10', 900, 'FV 1/07/2026'),
      roundPayment('pay_4', '2026-10-01', 1230, 'FV 1/08/2026'),
    ],
  })
  const { shell, companyId, clock, vendors } = world
  await loadRates(shell, {
    companyId,
    actor: testActor,
    source: bytesSource(Buffer.from('data;1EUR;nr tabeli;\r\n;euro;;\r\n20260930;4,2500;1;\r\n20261019;4,3000;2;\r\n', 'latin1')),
  })
  await world.connect('fakturownia', ['invoices'])
  await world.connect('stripe', ['payments'])
  await world.connect('smtp', ['email'])
  for (const on of [1, 2, 6, 7, 13, 20]) {
    clock.set(new Date(`2026-10-${String(on).padStart(2, '0')}T06:00:30Z`))
    // An answer to the first reminder.
    if (on === 6) vendors.stripe.addPayment?.(roundPayment('pay_5', '2026-10-06', 2460, 'FV 2/08/2026'))
    await workOff(shell)
    // Reminders wait until messages may go.
    clock.set(new Date(`2026-10-${String(on).padStart(2, '0')}T07:00:30Z`))
    await deliverOutbox(shell, { companyId })
  }
  await shell.database.updateTable('customers').set({ segment: 'Hurt' }).where('name', 'like', 'Świerk%').execute()
  await evaluateCompany(shell, companyId, 'daily')
  await keepCreditHistory(shell, companyId)
})
afterAll(() => world.close())

const shaped = (report: string, parameters: Partial<typeof usualParameters> = {}) =>
  shapeReport(world.shell, {
    companyId: world.companyId,
    wanted: { kind: 'shelf', report, parameters: { ...usualParameters, ...parameters } },
  })

async function wrongClaims(report: string, parameters: Partial<typeof usualParameters> = {}) {
  const made = claims(await shaped(report, parameters))
  const wrong: string[] = []
  for (const claim of made) {
    const found = mismatch(
      claim,
      await rowsBehind(world.shell, world.companyId, claim.behind, parameters.day ? day(parameters.day) : today),
    )
    if (found !== null) wrong.push(`${claim.name}: ${found}`)
  }
  return { count: made.length, wrong, names: made.map(({ name }) => name) }
}

describe('the rows behind', () => {
  test('come to every number of the analytics, and every measure has them', async () => {
    const { wrong, names } = await wrongClaims('analytics')
    expect(wrong).toEqual([])
    for (const measure of [
      'DSO proste: sprzedaż z 90 dni',
      'DSO (countback): należności',
      'Ściągalność (CEI): na początek okresu',
      'Zadłużenie w kolejnych miesiącach: paź, wskaźnik zadłużenia',
      'Zadłużenie w kolejnych miesiącach: paź, po terminie ÷ należności',
      'Skuteczność etapów przypomnień: "2 dni po terminie", paidCount',
      'Skuteczność etapów przypomnień: "2 dni po terminie", paidShare',
      'Jakość dopasowań: "automatycznie", matchCount',
      'Jakość dopasowań: "cofnięte", matchCount',
      'Regularnie płacą po terminie: "Świerk Montaż sp. z o.o.", settledCount',
      'Regularnie płacą po terminie: "Świerk Montaż sp. z o.o.", lateCount',
    ])
      expect(names.map((name) => name.replaceAll('\u00A0', ' '))).toContain(measure)
  })

  test.each([
    ['a segment', { segment: 'Hurt' }],
    ['a currency', { currency: 'EUR' }],
    ['ageing by the day of issue', { basis: 'issue' as const }],
    ['a day gone by', { day: '2026-09-30' }],
    ['a period of a month, without disputed ones', { period: 'month' as const, withoutDisputed: true }],
  ])('come to the numbers of a report narrowed to %s', async (_, parameters) => {
    const { count, wrong } = await wrongClaims('analytics', parameters)
    expect(wrong).toEqual([])
    expect(count).toBeGreaterThan(20)
  })

  test.each(['effectiveness', 'categories'])('come to the numbers of the report %s', async (report) => {
    const { count, wrong } = await wrongClaims(report)
    expect(wrong).toEqual([])
    expect(count).toBeGreaterThan(5)
  })
})

const money_ = (cell: unknown) => (cell as Money).minor

describe('foreign money', () => {
  test('1200 euro count 5160 złoty at 4.30, the last rate of the day; on 1 October 1000 euro counted 4250', async () => {
    const receivables = async (on: string) => {
      const [figures] = (await shaped('analytics', { day: on })).blocks
      return figures?.kind === 'figures' ? money_(figures.items[0]?.value) : null
    }
    // 615 + 984 in złoty, and 1200 × 4.30
    expect(await receivables('2026-10-20')).toBe(zl(615 + 984 + 5160).minor)
    // 2460 + 615 in złoty, and 1000 × 4.25
    expect(await receivables('2026-10-01')).toBe(zl(2460 + 615 + 4250).minor)
  })

  test('is told in its own currency when that is asked for', async () => {
    const [figures] = (await shaped('analytics', { currency: 'EUR' })).blocks
    expect(figures?.kind === 'figures' && figures.items.slice(0, 2).map(({ value }) => value)).toEqual([euro(1200), euro(1000)])
  })

  test('of a day before the first rate is left out of the sums, and said so', async () => {
    const { blocks } = await shaped('analytics', { day: '2026-09-20' })
    expect(blocks[0]).toMatchObject({ kind: 'text', text: expect.stringContaining('EUR') })
    const figures = blocks.find((block) => block.kind === 'figures')
    expect(figures?.kind === 'figures' && money_(figures.items[0]?.value)).toBe(zl(1230 + 2460).minor)
  })
})

describe('risk by product category', () => {
  test('shares an invoice out over its lines: 615 open as 400 and 215', async () => {
    const { blocks } = await shaped('categories', { currency: '' })
    const table = blocks.find((block) => block.kind === 'table')
    if (table?.kind !== 'table') throw new Error('no table')
    const of = (key: string) => table.columns.findIndex((column) => column.key === key)
    const rows = new Map(table.rows.map((row) => [row[0], row]))
    expect([rows.get('Kable')?.[of('open')], rows.get('Kable')?.[of('overdue')]]).toEqual([zl(215), zl(215)])
    expect([rows.get('Lampy')?.[of('open')], rows.get('Lampy')?.[of('overdue')]]).toEqual([zl(400), zl(400)])
    // Due on 18 May, 15 June and 24 August, paid on 20 June, 20 July and 6 October: 33, 35 and 43 days.
    expect([rows.get('Kable')?.[of('meanDelay')], rows.get('Lampy')?.[of('meanDelay')]]).toEqual([37, 39])
  })
})

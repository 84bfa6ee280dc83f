// The debt ratio with known answers: what it counts, what it refuses to count, and its exact edges.
import { describe, expect, test } from 'vitest'
import { EUR, PLN } from '#values/currency'
import { day } from '#values/day'
import { baseAmountAt } from './base-amount.ts'
import { type CreditInvoice, creditFigures, debtRatio, periodStart, ratioReaches } from './debt-ratio.ts'
import { type RatioDefinition, usualRatio } from './ratio-definition.ts'

const today = day('2026-11-20')
const definition: RatioDefinition = { ...usualRatio, leastTurnoverMinor: 0n, leastAgeDays: 0 }
const noRates = baseAmountAt(PLN, null)

const invoice = (over: Partial<CreditInvoice> & { readonly issue?: string; readonly due?: string | null } = {}): CreditInvoice => {
  const { issue = '2026-06-01', due = '2026-06-15', ...rest } = over
  return {
    issueOn: day(issue),
    dueOn: due === null ? null : day(due),
    currency: PLN,
    grossMinor: 10_000n,
    netMinor: null,
    openMinor: 0n,
    disputed: false,
    count: 1,
    ...rest,
  }
}

function ratioOf(invoices: readonly CreditInvoice[], over: Partial<RatioDefinition> = {}, inBase = noRates) {
  const chosen = { ...definition, ...over }
  const figures = creditFigures(invoices, chosen, today, inBase)
  return { figures, ...debtRatio(figures, chosen) }
}

describe('the debt ratio', () => {
  const sold = invoice({ grossMinor: 10_200_000n })
  const overdue = invoice({ issue: '2026-10-01', due: '2026-10-15', grossMinor: 1_800_000n, openMinor: 1_800_000n })

  test('18,000.00 overdue of 120,000.00 sold is 15.00 %', () => {
    const { basisPoints, lack, figures } = ratioOf([sold, overdue])
    expect([basisPoints, lack]).toEqual([1_500n, null])
    expect(figures).toMatchObject({ numeratorMinor: 1_800_000n, turnoverMinor: 12_000_000n, overdueDays: 36, from: '2025-11-21' })
  })

  test('an invoice due today is not overdue; of all that is open it counts', () => {
    const dueToday = invoice({ issue: '2026-11-06', due: '2026-11-20', grossMinor: 1_800_000n, openMinor: 1_800_000n })
    expect(ratioOf([sold, dueToday]).basisPoints).toBe(0n)
    expect(ratioOf([sold, dueToday], { numerator: 'open' }).basisPoints).toBe(1_500n)
  })

  test('a disputed amount is out or in, as chosen, and shown either way', () => {
    const disputed = { ...overdue, disputed: true }
    expect(ratioOf([sold, disputed]).basisPoints).toBe(0n)
    expect(ratioOf([sold, disputed], { disputed: 'in' }).basisPoints).toBe(1_500n)
    expect(ratioOf([sold, disputed]).figures.disputedMinor).toBe(1_800_000n)
  })

  test('net turnover takes net amounts, and says how many invoices had none', () => {
    const net = [invoice({ grossMinor: 12_300n, netMinor: 10_000n }), invoice({ grossMinor: 5_000n, openMinor: 1_500n })]
    const { basisPoints, figures } = ratioOf(net, { turnover: 'net' })
    expect([basisPoints, figures.turnoverMinor, figures.withoutNet]).toEqual([1_000n, 15_000n, 1])
  })

  test.each([
    ['months-3', '2026-08-21'],
    ['months-6', '2026-05-21'],
    ['months-12', '2025-11-21'],
    ['year-to-date', '2026-01-01'],
  ] as const)('the period %s begins on %s', (period, first) => {
    expect(periodStart(period, today)).toBe(first)
  })

  test('what was sold on the first day of the period counts, the day before does not', () => {
    const at = (issue: string) => ratioOf([invoice({ issue })], { period: 'months-3' }).figures.turnoverMinor
    expect([at('2026-08-21'), at('2026-08-20')]).toEqual([10_000n, 0n])
  })

  test('the edge is exact where the rounded figure would lie: 19.996 % shows 20.00 % and does not reach it', () => {
    const { figures, basisPoints } = ratioOf([invoice({ grossMinor: 100_000n, openMinor: 19_996n })])
    expect(basisPoints).toBe(2_000n)
    expect([ratioReaches(figures, 2_000), ratioReaches(figures, 1_999)]).toEqual([false, true])
  })
})

describe('no ratio', () => {
  test('without turnover, and it is said so', () => {
    const old = invoice({ issue: '2025-01-10', due: '2025-01-24', openMinor: 10_000n })
    expect(ratioOf([old])).toMatchObject({ basisPoints: null, lack: 'no-turnover' })
    expect(ratioOf([])).toMatchObject({ basisPoints: null, lack: 'no-turnover' })
  })

  test('with a turnover that credit notes have turned negative', () => {
    const credited = [
      invoice({ grossMinor: 10_000n, openMinor: 10_000n }),
      invoice({ grossMinor: -15_000n, due: null, openMinor: -15_000n }),
    ]
    expect(ratioOf(credited)).toMatchObject({ basisPoints: null, lack: 'negative-turnover' })
  })

  test('with a currency without a rate: the amount is not guessed, the currency is named', () => {
    const euro = invoice({ currency: EUR, openMinor: 10_000n })
    const { basisPoints, lack, figures } = ratioOf([invoice({ grossMinor: 1_000_000n }), euro])
    expect([basisPoints, lack, figures.withoutRate]).toEqual([null, 'rate-missing', ['EUR']])
  })

  test('that decides: a turnover below the least, a customer too young; the number is shown', () => {
    const young = [invoice({ issue: '2026-11-01', due: '2026-11-08', grossMinor: 10_000n, openMinor: 10_000n })]
    expect(ratioOf(young, { leastAgeDays: 90 })).toMatchObject({ basisPoints: 10_000n, lack: 'too-young' })
    expect(ratioOf(young, { leastTurnoverMinor: 10_001n })).toMatchObject({ basisPoints: 10_000n, lack: 'turnover-too-small' })
  })

  test('credit notes beyond what is open are no negative debt', () => {
    const { figures } = ratioOf([invoice({ grossMinor: 50_000n }), invoice({ grossMinor: -20_000n, due: null, openMinor: -20_000n })], {
      numerator: 'open',
    })
    expect([figures.numeratorMinor, figures.openMinor]).toEqual([0n, -20_000n])
  })
})

describe('another currency', () => {
  // NBP, table A: 4.2500 when it was sold, 4.3000 today's last table, a day ago.
  const rates = baseAmountAt(PLN, (currency, on) =>
    currency === 'EUR' && on === '2026-06-01'
      ? { tenThousandths: 42_500n, on }
      : currency === 'EUR' && on === '2026-11-19'
        ? { tenThousandths: 43_000n, on }
        : null,
  )

  test('is sold at the rate of its issue day and owed at the last rate', () => {
    const euro = invoice({ currency: EUR, grossMinor: 100_000n, openMinor: 10_000n })
    const { figures, basisPoints } = ratioOf([euro], {}, rates)
    expect([figures.turnoverMinor, figures.numeratorMinor, basisPoints]).toEqual([425_000n, 43_000n, 1_012n])
  })
})

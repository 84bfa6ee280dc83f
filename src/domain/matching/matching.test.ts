// Rules of matching with known answers, told as small books and single payments.
import { describe, expect, test } from 'vitest'
import { allocated, anna, invoice, klon, one, orzel, others, payment, settings } from '#test/support/matching-book'
import { currency, EUR, PLN } from '#values/currency'
import { type Day, day } from '#values/day'
import { money } from '#values/money'
import { crc8 } from './ksef-number.ts'
import { buildMatchingIndex, decideAll } from './matching.ts'
import { type Learnt, type MatchCustomer, nothingLearnt, type OpenInvoice, type PaymentFacts } from './types.ts'

describe('numbers', () => {
  test.each([
    'zapłata za FV/123/2026',
    'fv 123/2026',
    'F-RA NR 0123/26',
    'FV123/26',
    'fv-123-2026',
    'Fv/123/2\n026',
    '123/2026 dziękujemy',
    'FV1232026',
    'za fakturę FV 1 23/2026',
    'FV/I23/2O26',
  ])('the title "%s" names FV/123/2026', (title) => {
    const target = invoice('FV/123/2026', 45_678, klon)
    const decision = one([target], payment(45_678, title, { payerName: 'KLON-MED SP. Z O.O.' }))
    expect([decision.outcome, ...allocated(decision)]).toEqual(['posted', `${target.id}=45678`])
  })

  test('two digits swapped still name the invoice of a known payer', () => {
    const target = invoice('FV/168/2026', 45_678, klon)
    const decision = one([target], payment(45_678, 'FV/186/2026', { payerName: 'Klon-Med' }))
    expect([decision.outcome, ...allocated(decision)]).toEqual(['posted', `${target.id}=45678`])
    expect(decision.evidence.map((each) => each.because)).toContain('number.typo')
  })

  test('a list with inherited parts and a range name all their invoices', () => {
    const book = [12, 15, 18, 19, 20].map((run, at) => invoice(`FV/${run}/2026`, 10_007 + at * 331, klon))
    const sum = (slots: readonly number[]): number => slots.reduce((total, at) => total + Number(book[at]?.total.minor ?? 0n), 0)
    expect(allocated(one(book, payment(sum([0, 1, 2]), 'faktury 12, 15 i 18/2026', { payerName: 'Klon Med' })))).toHaveLength(3)
    expect(allocated(one(book, payment(sum([2, 3, 4]), 'FV 18-20/2026', { payerName: 'Klon Med' })))).toHaveLength(3)
  })

  test('a credit note in the title is subtracted', () => {
    const target = invoice('FV/123/2026', 45_678, klon)
    const credit = invoice('KOR/4/2026', -5_678, klon, { type: 'credit-note' })
    const decision = one([target, credit], payment(40_000, 'FV/123/2026 minus KOR/4/2026', { payerName: 'Klon-Med' }))
    expect([decision.outcome, ...allocated(decision)]).toEqual(
      ['posted', `${target.id}=45678`, `${credit.id}=-5678`].sort((a, b) => (a === 'posted' ? -1 : b === 'posted' ? 1 : a < b ? -1 : 1)),
    )
  })

  test('the date of an invoice is not another invoice', () => {
    const target = invoice('FV/123/2026', 45_678, klon)
    const dated = invoice('10/04/2026', 70_000, anna)
    const decision = one([target, dated], payment(45_678, 'FV/123/2026 z dnia 10.04.2026', { payerName: 'Klon-Med' }))
    expect([decision.outcome, ...allocated(decision)]).toEqual(['posted', `${target.id}=45678`])
  })

  test('T22 case, diacritics, blanks and the legal form change nothing', () => {
    const target = invoice('FV/77/2026', 45_678, anna)
    const ways: [string, string][] = [
      ['należność', 'Anna Żółkiewska'],
      ['NALEZNOSC', 'ZOLKIEWSKA ANNA'],
      ['  nale\u017cno\u015b\u0107 ', 'USLUGI REMONTOWE ANNA ZOLKIEWSKA UL. POLNA 4 00-950 WARSZAWA'],
      ['należność', 'usługi remontowe   anna żółkiewska'],
    ]
    for (const [title, payerName] of ways)
      expect(allocated(one([target], payment(45_678, title, { payerName })))).toEqual([`${target.id}=45678`])
  })
})

describe('structured titles', () => {
  const head = '5265877635-20260302-0100001AF629'
  const ksefNumber = `${head}-${crc8(head)}`

  test("T26 a KSeF number posts with the amount; with a wrong check character it is repaired only when it can be nobody else's", () => {
    expect(crc8('5265877635-20250826-0100001AF629')).toBe('AF')
    const target = invoice('FV/9/2026', 45_678, klon, { ksefNumber })
    expect(one([target], payment(45_678, ksefNumber.toLowerCase())).outcome).toBe('posted')
    const damaged = ksefNumber.replace('0100001A', '0100001B')
    expect(allocated(one([target], payment(45_678, damaged, { payerName: 'Klon-Med' })))).toEqual([`${target.id}=45678`])
    expect(one([target], payment(45_678, '5265877635-20260302-FFFFFFFFFFFF-00')).allocations).toEqual([])
  })

  test('T27 a split-payment title is read by its keys: slashes in the number, VAT above the gross, a foreign NIP in IDC', () => {
    const target = invoice('FV/7/03/2026', 45_678, klon)
    for (const title of [
      '/VAT/85,41/IDC/5265877635/INV/FV/7/03/2026',
      '/VAT/99999,00/IDC/1234563218/INV/FV/7/03/2026/TXT/dziękuję',
      '/VAT/85,41/IDC/5265877635/I\nNV/FV/7/03/20\n26',
    ]) {
      const decision = one([target], payment(45_678, title, { payerName: 'KLON-MED' }))
      expect([decision.outcome, ...allocated(decision)]).toEqual(['posted', `${target.id}=45678`])
    }
  })

  test('a creditor reference with right check digits names the invoice', () => {
    const target = invoice('FV1234', 45_678, klon)
    expect(allocated(one([target], payment(45_678, 'RF16 FV12 34', { payerName: 'ktoś inny' })))).toEqual([`${target.id}=45678`])
  })
})

describe('payers', () => {
  test('T28 a stranger who names the whole number and pays to the grosz is right', () => {
    const target = invoice('FV/123/2026', 45_678, klon)
    expect(one([target], payment(45_678, 'FV/123/2026', { payerName: 'Faktor S.A.' })).outcome).toBe('posted')
  })

  test('T28 a payer learnt for others is evidence; without a number the match is only suggested', () => {
    const target = invoice('FV/123/2026', 45_678, klon)
    const learnt: Learnt = { ...nothingLearnt, payersForOthers: [{ payerName: 'Faktor S.A.', customerIds: ['klon', 'anna'] }] }
    const decision = one(
      [target, invoice('FV/124/2026', 45_678, anna)],
      payment(45_678, 'należności', { payerName: 'FAKTOR SA' }),
      settings,
      learnt,
    )
    expect(decision.outcome).not.toBe('posted')
  })

  test('T29 an account that two customers use decides nothing alone', () => {
    const shared = 'PL61109010140000071219812874'
    const twin: MatchCustomer = { id: 'twin', name: 'Klon-Bis sp. z o.o.', accounts: [shared] }
    const book = [invoice('FV/1/2026', 45_678, klon), invoice('FV/2/2026', 45_678, twin)]
    expect(one(book, payment(45_678, 'zapłata', { payerAccount: shared })).outcome).not.toBe('posted')
  })

  test('T21 money of one customer is never posted to another on the amount and a weak number', () => {
    const foreign = invoice('FV/123/2026', 45_678, anna)
    const decision = one(
      [foreign, invoice('FV/9/2026', 11_111, klon)],
      payment(45_678, 'za 123', { payerName: 'Klon-Med sp. z o.o.', payerAccount: 'PL61109010140000071219812874' }),
    )
    expect(decision.outcome).not.toBe('posted')
  })

  test('a virtual account and the amount are enough', () => {
    const target = invoice('FV/5/2026', 45_678, orzel)
    expect(one([target], payment(45_678, '', { creditedAccount: 'PL27114020040000300201355387', payerName: 'Jan Nikt' })).outcome).toBe(
      'posted',
    )
  })

  test('the amount alone never posts', () => {
    expect(one([invoice('FV/5/2026', 45_678, orzel)], payment(45_678, 'zapłata', { payerName: 'Jan Nikt' })).outcome).not.toBe('posted')
  })
})

describe('amounts', () => {
  const target = (): OpenInvoice => invoice('FV/123/2026', 100_000, klon)
  const paid = (minor: number, title = 'FV/123/2026'): PaymentFacts => payment(minor, title, { payerName: 'Klon-Med sp. z o.o.' })

  test('a fee kept by a bank, a discount and a part are told apart', () => {
    expect(one([target()], paid(99_970)).kind).toBe('short')
    expect(one([target()], paid(98_000, 'FV/123/2026 skonto 2%')).kind).toBe('discount')
    expect(one([target()], paid(40_000, 'rata 1 FV/123/2026'))).toMatchObject({ kind: 'partial', outcome: 'posted' })
  })

  test('too much is kept on the account, but not while a number is unread', () => {
    expect(one([target()], paid(110_000))).toMatchObject({ kind: 'over', outcome: 'posted', unapplied: money(10_000n, PLN) })
    expect(one([target()], paid(110_000, 'FV/123/2026, FV/8871/2026')).outcome).toBe('suggested')
    expect(one([target()], paid(110_000), { ...settings, overpayments: 'suggest' }).outcome).toBe('suggested')
  })

  test('paid twice: the second payment stays unapplied and says so', () => {
    const book = [target()]
    const decisions = decideAll(buildMatchingIndex([...book, ...others], nothingLearnt, settings), [
      { ...paid(100_000), bookedOn: day('2026-03-20') },
      { ...paid(100_000), bookedOn: day('2026-03-24') },
    ])
    expect(decisions.map((each) => each.outcome)).toEqual(['posted', 'none'])
    expect(decisions[1]).toMatchObject({ kind: 'duplicate', allocations: [], unapplied: money(100_000n, PLN) })
  })

  test('another currency is posted at the rate of a table and only suggested without one', () => {
    const euro = invoice('FV/123/2026', 0, klon, { total: money(100_000n, EUR), open: money(100_000n, EUR) })
    const rates = (of: string): { tenThousandths: bigint; on: Day } | null =>
      of === 'EUR' ? { tenThousandths: 42_500n, on: day('2026-03-19') } : null
    expect(one([euro], paid(425_500))).toMatchObject({ outcome: 'suggested', kind: 'other-currency' })
    expect(one([euro], paid(425_500), { ...settings, rates })).toMatchObject({
      outcome: 'posted',
      kind: 'other-currency',
      allocations: [{ invoiceId: euro.id, amount: money(100_000n, EUR) }],
    })
    expect(one([euro], paid(600_000), { ...settings, rates }).outcome).not.toBe('posted')
  })

  test('T30 zero, negative and huge amounts settle nothing; one grosz too little is a rounding', () => {
    for (const minor of [0, -100_000]) expect(one([target()], paid(minor))).toMatchObject({ outcome: 'none', kind: 'outgoing' })
    expect(one([target()], { ...paid(1), amount: money(10n ** 30n, PLN) }).allocations).toEqual([])
    const huge = invoice('FV/123/2026', 100_000_000_000_000, klon)
    expect(one([huge], paid(100_000_000_000_000)).outcome).toBe('posted')
    expect(one([target()], paid(99_999)).kind).toBe('short')
    expect(
      one([invoice('FV/123/2026', 100, klon, { total: money(100n, currency('JPY')), open: money(100n, currency('JPY')) })], paid(100))
        .outcome,
    ).not.toBe('posted')
  })
})

describe("not a customer's payment", () => {
  test.each(['wpłata własna', 'ZWROT KAUCJI', 'pożyczka umowa 17/2026', 'zwrot nadpłaty podatku', 'Zwrot za fakturę FV/5/2026'])(
    '"%s" is left alone even when the payer and the amount fit',
    (title) => {
      const decision = one([invoice('FV/5/2026', 45_678, klon)], payment(45_678, title, { payerName: 'Klon-Med sp. z o.o.' }))
      expect(decision.outcome).not.toBe('posted')
    },
  )

  test("a gateway's payout is none", () => {
    expect(one([invoice('FV/5/2026', 45_678, klon)], payment(45_678, 'WYPLATA 9084/2025', { payerName: 'PayU S.A.' }))).toMatchObject({
      outcome: 'none',
      kind: 'payout',
    })
  })
})

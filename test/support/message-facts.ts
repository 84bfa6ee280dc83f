// Facts of one message with known figures: three late invoices of a firm, a payment, a note, a balance.
import { readWords } from '#contract/read-words'
import { translatorsOf } from '#contract/translator'
import type { Medium, MessageKind, Tone } from '#domain/dunning/message-kind'
import { claimOf } from '#domain/interest/claim'
import { statutoryRates } from '#domain/interest/regime'
import type { MessageFacts } from '#flows/messages/message-facts'
import type { LetterInvoice } from '#store/letter-facts'
import type { SendingCompany } from '#store/sending-companies'
import { EUR, PLN } from '#values/currency'
import { day } from '#values/day'
import type { Language } from '#values/language'
import { money } from '#values/money'

export const sampleCompany: SendingCompany = {
  companyId: 'c',
  name: 'Jantar Elektro sp. z o.o.',
  nip: '9153082648',
  timeZone: 'Europe/Warsaw',
  baseCurrency: 'PLN',
  language: 'pl',
  demo: false,
  sendingMode: 'automatic',
  settings: {
    dailyAt: '08:00',
    confirmations: true,
    reminders: true,
    staleAfterHours: 36,
    financeEmails: [],
    watchedFolder: null,
    replyTo: 'rozliczenia@jantar.example',
    contactName: 'Marek Zych',
    contactPhone: '58 555 01 42',
    receiptReservation: true,
    remindersPerHour: 60,
    fourEyes: false,
    mailConnectionId: null,
    paymentLinks: true,
    paymentGatewayId: null,
  },
}

export const sampleInvoice = (number: string, dueOn: string, minor: bigint, over: Partial<LetterInvoice> = {}): LetterInvoice => ({
  id: number,
  number,
  ksefNumber: null,
  issueOn: day('2026-10-05'),
  dueOn: day(dueOn),
  total: money(minor, PLN),
  open: money(minor, PLN),
  viewUrl: `https://jantar.example/${encodeURIComponent(number)}`,
  payUrl: null,
  payToAccount: 'PL70109000880000000144174417',
  ...over,
})

export const sampleInvoices: readonly LetterInvoice[] = [
  sampleInvoice('FV 1155/10/2026', '2026-10-26', 128_437n, { ksefNumber: '9153082648-20261005-0100001AF629-01' }),
  sampleInvoice('FV 1178/10/2026', '2026-11-04', 660_000n, { total: money(1_160_000n, PLN) }),
  sampleInvoice('FV 1190/10/2026', '2026-11-10', 500_000n),
]

const translatorFor = translatorsOf(readWords())
const today = day('2026-11-19')

/** Commercial debt with interest up to the day and compensation at a rate of 4.2500. */
const claimFor = (invoices: readonly LetterInvoice[]) => {
  const claim = claimOf(
    invoices.map((invoice) => ({ invoiceId: invoice.id, number: invoice.number, value: invoice.open, dueOn: invoice.dueOn, changes: [] })),
    {
      debtor: 'business',
      regime: { kind: 'commercial' },
      compensation: true,
      crediting: 'principal-first',
      maturity: 'day-after-due',
      tables: statutoryRates,
      rateOn: (on) => ({ on, tenThousandths: 42_500n, table: 'A' }),
    },
    today,
    true,
  )
  return claim.kind === 'claim' ? claim : null
}

/** Whatever a message of the kind needs. */
export function sampleFacts(
  of: { readonly kind: MessageKind; readonly tone: Tone; readonly medium: Medium; readonly language: Language },
  over: Partial<MessageFacts> = {},
): MessageFacts {
  const soon = of.kind === 'notice-before-due'
  const invoices = over.invoices ?? (soon ? sampleInvoices.map((invoice) => ({ ...invoice, dueOn: day('2026-11-24') })) : sampleInvoices)
  return {
    company: sampleCompany,
    settings: {
      address: 'ul. Portowa 12, 80-001 Gdańsk',
      bankName: 'Bank Przykładowy S.A.',
      bankAccount: 'PL70109000880000000144174417',
      logoFileId: null,
      smsPlain: true,
      notePattern: 'NO/{nr}/{rok}',
      termDays: 7,
      maturity: 'day-after-due',
      crediting: 'principal-first',
      big: null,
    },
    logo: null,
    customer: {
      id: 'k',
      name: 'Klon Instalacje sp. z o.o.',
      taxId: '5265877635',
      address: 'ul. Leśna 4, 81-310 Gdynia',
      terms: { debtor: 'business', regime: { kind: 'commercial' }, compensation: true, emailDemands: false, assumed: true },
    },
    ...of,
    today,
    payBy: day('2026-11-26'),
    invoices,
    claim: of.kind === 'demand' || of.kind === 'pre-court-demand' ? claimFor(invoices) : null,
    payment:
      of.kind === 'payment-confirmation'
        ? {
            bookedOn: day('2026-11-18'),
            amount: money(15_000n, PLN),
            unapplied: money(2_000n, PLN),
            allocations: [
              { number: 'FV 1', applied: money(10_000n, PLN), left: money(0n, PLN), viewUrl: null, customerId: 'k' },
              { number: 'FV 2', applied: money(3_000n, PLN), left: money(7_000n, PLN), viewUrl: null, customerId: 'k' },
            ],
          }
        : null,
    note:
      of.kind === 'interest-note'
        ? {
            number: 'NO/7/2026',
            issuedOn: today,
            payBy: day('2026-11-26'),
            regime: 'commercial',
            lines: [
              {
                number: 'FV 801/05/2026',
                from: day('2026-05-30'),
                to: day('2026-06-30'),
                days: 32,
                principal: money(1_230_000n, PLN),
                basisPoints: 1400,
                amount: money(15_097n, PLN),
              },
              {
                number: 'FV 801/05/2026',
                from: day('2026-07-01'),
                to: day('2026-08-14'),
                days: 45,
                principal: money(1_230_000n, PLN),
                basisPoints: 1375,
                amount: money(20_851n, PLN),
              },
            ],
            compensations: [
              {
                number: 'FV 801/05/2026',
                euros: money(7_000n, EUR),
                amount: money(29_750n, PLN),
                rateOn: day('2026-04-30'),
                tenThousandths: 42_500n,
              },
            ],
            total: money(65_698n, PLN),
          }
        : null,
    balance:
      of.kind === 'balance-confirmation' || of.kind === 'statement'
        ? {
            on: day('2026-10-31'),
            items: [
              ...sampleInvoices.map((invoice) => ({
                kind: 'invoice' as const,
                id: invoice.id,
                number: invoice.number,
                on: invoice.issueOn,
                dueOn: invoice.dueOn,
                total: invoice.total,
                open: invoice.open,
                viewUrl: null,
              })),
              {
                kind: 'payment' as const,
                id: 'p',
                number: 'przelew',
                on: day('2026-10-30'),
                dueOn: null,
                total: money(-10_000n, PLN),
                open: money(-10_000n, PLN),
                viewUrl: null,
              },
            ],
          }
        : null,
    bankAt: '19.11.2026, 11:42',
    pageUrl: 'https://skarbnik.example/p/abc',
    big: null,
    freeText:
      of.kind === 'free-text'
        ? { subject: 'Uzgodnienie dostawy', text: 'Dzień dobry,\n\nprosimy o potwierdzenie terminu.\n\n- poniedziałek\n- wtorek' }
        : null,
    enclosed: [],
    translate: translatorFor(of.language),
    ...over,
  }
}

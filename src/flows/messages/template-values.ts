// The values of a template's variables, all as ready text in the message's language; nothing of them can open a block or another line.
import { amountInWords } from '#domain/wording/amount-in-words'
import { amountText, percentText } from '#domain/wording/amount-text'
import { dayText, longDayText } from '#domain/wording/day-text'
import { daysBetween } from '#values/day'
import { isPositive, isZero, subtract } from '#values/money'
import { claimSums } from './claim-sums.ts'
import type { MessageFacts } from './message-facts.ts'
import { accountText, sumsOf, sumsText } from './model-parts.ts'
import { linkOf } from './render-message.ts'
import { sentencesOf } from './sentence.ts'
import { blockNames, markOf } from './template-variables.ts'
import { numbersText, payables } from './transfer-data.ts'

const orNull = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text.trim().replace(/\s*\n\s*/g, ', '))

/** `place`: blocks may stand in the body alone; elsewhere the reservation is its short sentence and the others are nothing. */
export function templateValues(facts: MessageFacts, place: 'body' | 'line'): object {
  const say = sentencesOf(facts.translate)
  const { language, company, settings, customer, invoices } = facts
  const sums = claimSums(facts)
  const numbers = invoices.map((invoice) => invoice.number)
  const dues = invoices.map((invoice) => invoice.dueOn).toSorted()
  const [oldest] = dues
  const late = oldest === undefined ? 0 : daysBetween(oldest, facts.today)
  const [payable] = payables(facts)
  const reservation = company.settings.receiptReservation ? say('letter.reservationSms') : ''
  const blocks = Object.fromEntries(
    blockNames.map((name) => [name, place === 'body' ? markOf(name) : name === 'zastrzezenie' ? reservation : '']),
  )
  return {
    firma: {
      nazwa: company.name,
      nip: orNull(company.nip),
      adres: orNull(settings.address),
      email: orNull(company.settings.replyTo),
      telefon: orNull(company.settings.contactPhone),
      osoba: orNull(company.settings.contactName),
    },
    klient: { nazwa: customer.name, nip: orNull(customer.taxId), adres: orNull(customer.address) },
    dzis: dayText(language, facts.today),
    dzis_slownie: longDayText(language, facts.today),
    faktury: invoices.map((invoice) => ({
      numer: invoice.number,
      ksef: orNull(invoice.ksefNumber),
      wystawiona: dayText(language, invoice.issueOn),
      termin: dayText(language, invoice.dueOn),
      dni: Math.max(0, daysBetween(invoice.dueOn, facts.today)),
      kwota: amountText(language, invoice.total),
      zaplacono: amountText(language, subtract(invoice.total, invoice.open)),
      otwarte: amountText(language, invoice.open),
      link: linkOf(invoice.viewUrl),
    })),
    liczba_faktur: invoices.length,
    numery: numbers.join(', '),
    numery_skrot: numbersText(facts, numbers, true),
    razem: sumsText(language, sums.principal),
    najstarszy_termin: oldest === undefined ? null : dayText(language, oldest),
    dni_po_terminie: late > 0 ? late : null,
    termin_zaplaty: dayText(language, facts.payBy),
    termin_zaplaty_slownie: longDayText(language, facts.payBy),
    rachunek: payable === undefined ? null : accountText(payable.account),
    link_do_zaplaty: payable?.payUrl ?? null,
    link_klienta: linkOf(facts.pageUrl),
    stan_banku: facts.bankAt,
    odsetki: interestValues(facts, sums),
    rekompensata: compensationValues(facts, sums),
    razem_z_dodatkami: sumsText(language, sums.total),
    wplata:
      facts.payment === null
        ? null
        : {
            kwota: amountText(language, facts.payment.amount),
            dnia: dayText(language, facts.payment.bookedOn),
            niezaliczone: isPositive(facts.payment.unapplied) ? amountText(language, facts.payment.unapplied) : null,
          },
    nota: noteValues(facts),
    saldo: balanceValues(facts),
    wiadomosc: facts.freeText === null ? null : { temat: facts.freeText.subject, tresc: facts.freeText.text },
    ...blocks,
  }
}

function interestValues(facts: MessageFacts, sums: ReturnType<typeof claimSums>): object | null {
  if (sums.interest.length === 0 || facts.claim === null) return null
  const say = sentencesOf(facts.translate)
  const { language } = facts
  const rates = new Set(facts.claim.debts.flatMap((each) => each.interest.parts.map((part) => part.basisPoints)))
  const rate = [...rates].map((basisPoints) => percentText(language, basisPoints / 100, 2)).join(' / ')
  return {
    kwota: sumsText(language, sums.interest),
    do_dnia: dayText(language, facts.claim.until),
    dziennie: sums.daily === null ? '–' : amountText(language, sums.daily),
    podstawa: say(`letter.legal.${facts.customer.terms.regime.kind}`, { rate }),
  }
}

const rateText = (language: MessageFacts['language'], tenThousandths: bigint): string =>
  `${tenThousandths / 10_000n}${language === 'pl' ? ',' : '.'}${(tenThousandths % 10_000n).toString().padStart(4, '0')}`

/** `4,2730 zł z 31.12.2024`, each rate once. */
export function compensationBasis(
  facts: Pick<MessageFacts, 'translate' | 'language'>,
  all: readonly { readonly euros: Parameters<typeof amountText>[1]; readonly tenThousandths: bigint; readonly on: MessageFacts['today'] }[],
): string {
  const say = sentencesOf(facts.translate)
  const rates = new Set(
    all.map((each) =>
      say('letter.compensationRate', { rate: rateText(facts.language, each.tenThousandths), on: dayText(facts.language, each.on) }),
    ),
  )
  const euros = sumsText(facts.language, sumsOf(all.map((each) => each.euros)))
  return say('letter.compensationLegal', { euros, rates: [...rates].join('; ') })
}

function compensationValues(facts: MessageFacts, sums: ReturnType<typeof claimSums>): object | null {
  if (sums.compensations.length === 0) return null
  const all = sums.compensations.map((each) => ({ euros: each.euros, tenThousandths: each.rate.tenThousandths, on: each.rate.on }))
  return {
    kwota: sumsText(facts.language, sums.compensation),
    euro: sumsText(facts.language, sumsOf(all.map((each) => each.euros))),
    podstawa: compensationBasis(facts, all),
  }
}

function noteValues(facts: MessageFacts): object | null {
  const { note, language } = facts
  if (note === null) return null
  const say = sentencesOf(facts.translate)
  const rates = new Set(note.lines.map((line) => percentText(language, line.basisPoints / 100, 2)))
  const law = say(`letter.legal.${note.regime}`, { rate: [...rates].join(' / ') })
  const compensation = note.compensations.map((each) => ({ euros: each.euros, tenThousandths: each.tenThousandths, on: each.rateOn }))
  return {
    numer: note.number,
    dzien: dayText(language, note.issuedOn),
    kwota: amountText(language, note.total),
    slownie: amountInWords(language, note.total),
    termin: dayText(language, note.payBy),
    podstawa: [
      ...(note.lines.length === 0 ? [] : [say('letter.noteLegal', { law })]),
      ...(compensation.length === 0 ? [] : [compensationBasis(facts, compensation)]),
    ].join('\n'),
  }
}

function balanceValues(facts: MessageFacts): object | null {
  const { balance, language } = facts
  if (balance === null) return null
  const say = sentencesOf(facts.translate)
  const sums = sumsOf(balance.items.map((item) => item.open))
  const [first] = sums
  const side = first === undefined || sums.every(isZero) ? 'zero' : first.minor > 0n ? 'credit' : 'debit'
  return {
    dzien: dayText(language, balance.on),
    kwota: sums.length === 0 ? '0,00' : sumsText(language, sums),
    slownie: first === undefined ? '' : amountInWords(language, first),
    strona: say(`letter.${side}`),
  }
}

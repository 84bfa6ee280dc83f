// The table of each kind of message.
import { amountText, percentText } from '#domain/wording/amount-text'
import { dayText } from '#domain/wording/day-text'
import { daysBetween } from '#values/day'
import { type Money, subtract } from '#values/money'
import type { MessageFacts } from './message-facts.ts'
import type { MessageTable } from './message-model.ts'
import { sumsOf } from './model-parts.ts'
import { linkOf } from './render-message.ts'
import { sentencesOf } from './sentence.ts'

type Say = ReturnType<typeof sentencesOf>

/** The table that `{{ tabela }}` stands for; a letter on paper has more columns than a mail on a phone. */
export function messageTable(facts: MessageFacts): MessageTable {
  const say = sentencesOf(facts.translate)
  switch (facts.kind) {
    case 'payment-confirmation':
      return confirmationTable(facts, say)
    case 'interest-note':
      return noteTable(facts, say)
    case 'balance-confirmation':
    case 'statement':
      return balanceTable(facts, say)
    case 'demand':
    case 'pre-court-demand':
      return facts.medium === 'letter' ? demandTable(facts, say) : lateTable(facts, say)
    case 'notice-before-due':
      return dueTable(facts, say)
    default:
      return lateTable(facts, say)
  }
}

const totalsOf = (facts: MessageFacts, say: Say, amounts: readonly Money[], label = 'total') =>
  sumsOf(amounts).map((sum) => ({ label: say(label), value: amountText(facts.language, sum) }))

/** Days past the due day; a dash for what is not due yet. */
const lateText = (facts: MessageFacts, say: Say, dueOn: MessageFacts['today']): string => {
  const days = daysBetween(dueOn, facts.today)
  return days > 0 ? say('days', { count: days }) : '–'
}

function dueTable(facts: MessageFacts, say: Say): MessageTable {
  const { language, invoices } = facts
  return {
    heads: [say('invoice'), say('letter.dueSoon'), say('toPay')],
    rows: invoices.map((invoice) => ({
      cells: [invoice.number, dayText(language, invoice.dueOn), amountText(language, invoice.open)],
      url: linkOf(invoice.viewUrl),
    })),
    totals:
      invoices.length < 2
        ? []
        : totalsOf(
            facts,
            say,
            invoices.map((invoice) => invoice.open),
          ),
  }
}

function lateTable(facts: MessageFacts, say: Say): MessageTable {
  const { language, invoices } = facts
  return {
    heads: [say('invoice'), say('due'), say('late'), say('toPay')],
    rows: invoices.map((invoice) => ({
      cells: [invoice.number, dayText(language, invoice.dueOn), lateText(facts, say, invoice.dueOn), amountText(language, invoice.open)],
      url: linkOf(invoice.viewUrl),
    })),
    totals: totalsOf(
      facts,
      say,
      invoices.map((invoice) => invoice.open),
    ),
  }
}

function demandTable(facts: MessageFacts, say: Say): MessageTable {
  const { language, invoices } = facts
  return {
    heads: [say('invoice'), say('letter.issued'), say('due'), say('letter.days'), say('letter.gross'), say('letter.paid'), say('toPay')],
    rows: invoices.map((invoice) => ({
      cells: [
        invoice.number,
        dayText(language, invoice.issueOn),
        dayText(language, invoice.dueOn),
        String(Math.max(0, daysBetween(invoice.dueOn, facts.today))),
        amountText(language, invoice.total),
        amountText(language, subtract(invoice.total, invoice.open)),
        amountText(language, invoice.open),
      ],
      url: null,
      detail: invoice.ksefNumber === null ? null : say('letter.ksef', { number: invoice.ksefNumber }),
    })),
    // The sums stand below, with interest and compensation.
    totals: [],
  }
}

function confirmationTable(facts: MessageFacts, say: Say): MessageTable {
  const { language } = facts
  return {
    heads: [say('invoice'), say('confirmation.left'), say('confirmation.applied')],
    rows: (facts.payment?.allocations ?? []).map((allocation) => ({
      cells: [allocation.number, amountText(language, allocation.left), amountText(language, allocation.applied)],
      url: linkOf(allocation.viewUrl),
    })),
    totals: [],
  }
}

function noteTable(facts: MessageFacts, say: Say): MessageTable {
  const { language, note } = facts
  const lines = note?.lines ?? []
  const paper = facts.medium === 'letter'
  return {
    heads: paper
      ? [say('invoice'), say('letter.period'), say('letter.days'), say('letter.base'), say('letter.rate'), say('letter.interest')]
      : [say('invoice'), say('letter.period'), say('letter.rate'), say('letter.interest')],
    rows: [
      ...lines.map((line) => {
        const period = `${dayText(language, line.from)} – ${dayText(language, line.to)}`
        const rate = percentText(language, line.basisPoints / 100, 2)
        const amount = amountText(language, line.amount)
        return {
          cells: paper
            ? [line.number, period, String(line.days), amountText(language, line.principal), rate, amount]
            : [line.number, period, rate, amount],
          url: null,
        }
      }),
      ...(note?.compensations ?? []).map((each) => ({
        cells: [
          `${each.number}, ${say('letter.compensation').toLowerCase()}`,
          amountText(language, each.euros),
          ...(paper ? ['', '', ''] : ['']),
          amountText(language, each.amount),
        ],
        url: null,
      })),
    ],
    totals: note === null ? [] : [{ label: say('letter.sum'), value: amountText(language, note.total) }],
  }
}

function balanceTable(facts: MessageFacts, say: Say): MessageTable {
  const { language, balance } = facts
  const items = balance?.items ?? []
  const paper = facts.medium === 'letter'
  return {
    heads: paper
      ? [say('letter.document'), say('letter.on'), say('due'), say('letter.gross'), say('letter.balance')]
      : [say('letter.document'), say('due'), say('letter.balance')],
    rows: items.map((item) => {
      const name = item.kind === 'payment' ? say('letter.payment', { on: dayText(language, item.on) }) : item.number
      const due = item.dueOn === null ? '–' : dayText(language, item.dueOn)
      return {
        cells: paper
          ? [name, dayText(language, item.on), due, amountText(language, item.total), amountText(language, item.open)]
          : [name, due, amountText(language, item.open)],
        url: linkOf(item.viewUrl),
      }
    }),
    totals: totalsOf(
      facts,
      say,
      items.map((item) => item.open),
      'letter.balance',
    ),
  }
}

// Statement of account of one customer: the balance, its open items, and the movements that led to it.
import type { CurrencyStatement, Movement } from '#domain/ledger/account-statement'
import { dayText } from '#domain/wording/day-text'
import { type Block, type Cell, defineReport, type ReportContext } from '#ports/report'
import type { Day } from '#values/day'
import { money, negate } from '#values/money'

export type AccountStatementRows = {
  readonly customerName: string
  readonly taxId: string | null
  readonly address: string | null
  readonly from: Day
  readonly statements: readonly CurrencyStatement[]
}

const key = (word: string): string => `reports.accountStatement.${word}`

function figures(of: CurrencyStatement, { t, language }: ReportContext, asOf: Day): Block {
  return {
    kind: 'figures',
    items: [
      {
        label: t(key(of.closing.minor < 0n ? 'inFavour' : 'balance')),
        value: of.closing.minor < 0n ? negate(of.closing) : of.closing,
        note: t(key('asOf'), { day: dayText(language, asOf) }),
      },
      { label: t(key('overdue')), value: of.overdue, tone: of.overdue.minor > 0n ? 'bad' : 'ok' },
      {
        label: t(key('unplaced')),
        value: money(
          of.unplaced.reduce((sum, each) => sum + each.rest.minor, 0n),
          of.currency,
        ),
      },
    ],
  }
}

function items(of: CurrencyStatement, { t }: ReportContext): Block {
  const rows: (readonly Cell[])[] = [
    ...of.items.map(({ invoice, total, open, daysPastDue }): readonly Cell[] => [
      invoice.number,
      { day: invoice.issueOn },
      invoice.dueOn === null ? null : { day: invoice.dueOn },
      open.minor > 0n && daysPastDue > 0 ? daysPastDue : null,
      total,
      open,
    ]),
    ...of.unplaced.map(({ payment, rest }): readonly Cell[] => [
      t(key('payment'), { title: payment.title.slice(0, 60) }),
      { day: payment.bookedOn },
      null,
      null,
      null,
      negate(rest),
    ]),
  ]
  return {
    kind: 'table',
    title: t(key('items')),
    columns: [
      { key: 'document', title: t(key('column.document')), align: 'left' },
      { key: 'issued', title: t(key('column.issued')), align: 'left', width: 58 },
      { key: 'due', title: t(key('column.due')), align: 'left', width: 58 },
      { key: 'days', title: t(key('column.days')), align: 'right', width: 48 },
      { key: 'total', title: t(key('column.total')), align: 'right', width: 84 },
      { key: 'open', title: t(key('column.open')), align: 'right', width: 84 },
    ],
    rows,
    ...(rows.length === 0 ? {} : { totals: [t(key('total')), null, null, null, null, of.closing] }),
    empty: t(key('noItems')),
  }
}

const document = (movement: Movement, { t }: ReportContext): string =>
  [
    t(key(`kind.${movement.kind}`)),
    movement.invoice?.number ?? (movement.payment === null ? '' : movement.payment.title.replace(/\s+/g, ' ').slice(0, 60)),
  ]
    .filter((part) => part !== '')
    .join(': ')

function movements(of: CurrencyStatement, context: ReportContext, from: Day): Block {
  const { t, language } = context
  const debit = of.movements.reduce((sum, { change }) => sum + (change.minor > 0n ? change.minor : 0n), 0n)
  const credit = of.movements.reduce((sum, { change }) => sum + (change.minor < 0n ? -change.minor : 0n), 0n)
  return {
    kind: 'table',
    title: t(key('movements')),
    note: t(key('since'), { day: dayText(language, from) }),
    columns: [
      { key: 'on', title: t(key('column.on')), align: 'left', width: 58 },
      { key: 'document', title: t(key('column.movement')), align: 'left' },
      { key: 'debit', title: t(key('column.debit')), align: 'right', width: 84 },
      { key: 'credit', title: t(key('column.credit')), align: 'right', width: 84 },
      { key: 'balance', title: t(key('column.balance')), align: 'right', width: 84 },
    ],
    rows: [
      [{ day: from }, t(key('opening')), null, null, of.opening],
      ...of.movements.map((each): readonly Cell[] => [
        { day: each.on },
        document(each, context),
        each.change.minor > 0n ? each.change : null,
        each.change.minor < 0n ? negate(each.change) : null,
        each.balance,
      ]),
    ],
    totals: [t(key('closing')), null, money(debit, of.currency), money(credit, of.currency), of.closing],
    empty: t(key('noMovements')),
  }
}

export default defineReport<AccountStatementRows>({
  id: 'account-statement',
  nameKey: 'reports.accountStatement.name',
  shape: (rows, context) => {
    const { t, language, asOf } = context
    return {
      title: t(key('title')),
      subtitle: t(key('subtitle'), { customer: rows.customerName, day: dayText(language, asOf) }),
      companyName: context.companyName,
      asOf,
      language,
      filters: [
        { label: t(key('customer')), value: rows.customerName },
        ...(rows.taxId === null ? [] : [{ label: t(key('taxId')), value: rows.taxId }]),
      ],
      blocks:
        rows.statements.length === 0
          ? [{ kind: 'text', text: t(key('nothing')) }]
          : rows.statements.flatMap((each): readonly Block[] => [
              figures(each, context, asOf),
              items(each, context),
              movements(each, context, rows.from),
            ]),
    }
  },
})

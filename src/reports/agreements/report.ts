// What was agreed or said: promises, disputes, blocks of supply, confirmations of balances.
import { defineReport, type ReportContext } from '#ports/report'
import { listTable } from '#ports/report-parts/list-table'
import { shelfDocument } from '#ports/report-parts/report-head'
import type { HoldFact, ReportRows } from '#ports/report-rows'

const holdTable = (id: string, holds: readonly HoldFact[], rows: ReportRows, context: ReportContext, more: 'promise' | 'dispute') =>
  listTable(context, {
    title: context.t(`report-shelf.${id}.table`),
    empty: context.t(`report-shelf.${id}.empty`),
    rows: holds,
    currency: rows.currency,
    ref: (hold) => ({ kind: 'customer', id: hold.customerId }),
    columns: [
      { key: 'sinceOn', kind: 'day', of: (hold) => ({ day: hold.sinceOn }) },
      { key: 'customer', kind: 'text', of: (hold) => hold.customer, width: 130 },
      { key: 'number', kind: 'text', of: (hold) => hold.invoice, width: 80 },
      { key: 'why', kind: 'wide', of: (hold) => hold.why },
      {
        key: more === 'promise' ? 'promisedFor' : 'untilOn',
        kind: 'day',
        of: (hold) => (hold.untilOn === null ? null : { day: hold.untilOn }),
      },
      {
        key: 'outcome',
        kind: 'choice',
        of: (hold) => context.t(`report-fields.choice.outcome.${hold.outcome ?? (hold.endedOn === null ? 'open' : 'ended')}`),
        width: 62,
      },
      { key: 'amount', kind: 'money', of: (hold) => hold.amount, width: 70 },
    ],
  })

const holdReport = (id: 'promises' | 'disputes', kind: 'promise' | 'dispute') =>
  defineReport({
    id,
    nameKey: `report-shelf.${id}.name`,
    group: 'agreements',
    reads: ['holds'],
    period: true,
    shape: (rows, context) =>
      shelfDocument(
        id,
        rows,
        context,
        [
          holdTable(
            id,
            rows.holds.filter((hold) => hold.kind === kind),
            rows,
            context,
            kind,
          ),
        ],
        { period: true },
      ),
  })

const blocks = defineReport({
  id: 'blocks',
  nameKey: 'report-shelf.blocks.name',
  group: 'agreements',
  reads: ['blocks'],
  period: true,
  shape: (rows, context) =>
    shelfDocument(
      'blocks',
      rows,
      context,
      [
        listTable(context, {
          title: context.t('report-shelf.blocks.table'),
          empty: context.t('report-shelf.blocks.empty'),
          rows: rows.blocks,
          ref: (block) => ({ kind: 'customer', id: block.customerId }),
          columns: [
            { key: 'customer', kind: 'text', of: (block) => block.customer },
            { key: 'blockState', kind: 'choice', of: (block) => context.t(`report-fields.choice.blockState.${block.state}`), width: 86 },
            { key: 'sinceOn', kind: 'day', of: (block) => ({ day: block.sinceOn }) },
            { key: 'endedOn', kind: 'day', of: (block) => (block.endedOn === null ? null : { day: block.endedOn }) },
            { key: 'why', kind: 'wide', of: (block) => block.why },
          ],
        }),
      ],
      { period: true },
    ),
})

const confirmations = defineReport({
  id: 'confirmations',
  nameKey: 'report-shelf.confirmations.name',
  group: 'agreements',
  reads: ['invoices', 'letters'],
  period: true,
  shape: (rows, context) => {
    const asked = Map.groupBy(
      rows.letters.filter((letter) => letter.kind === 'balance-confirmation'),
      (letter) => letter.customerId,
    )
    const customers = [
      ...Map.groupBy(
        rows.invoices.filter((invoice) => invoice.open.minor !== 0n && !invoice.disputed),
        (invoice) => invoice.customerId,
      ).values(),
    ]
    return shelfDocument(
      'confirmations',
      rows,
      context,
      [
        listTable(context, {
          title: context.t('report-shelf.confirmations.table'),
          note: context.t('report-shelf.confirmations.note'),
          definition: context.t('report-shelf.confirmations.definition'),
          empty: context.t('report-shelf.nothing'),
          rows: customers.toSorted((a, b) => new Intl.Collator('pl').compare(a[0]?.customer ?? '', b[0]?.customer ?? '')),
          currency: rows.currency,
          ref: (own) => ({ kind: 'customer', id: own[0]?.customerId ?? '' }),
          columns: [
            { key: 'customer', kind: 'text', of: (own) => own[0]?.customer ?? '' },
            { key: 'taxId', kind: 'text', of: (own) => own[0]?.taxId ?? null, width: 62 },
            { key: 'openCount', kind: 'number', of: (own) => own.length, width: 60 },
            {
              key: 'askedOn',
              kind: 'day',
              of: (own) => {
                const letter = asked.get(own[0]?.customerId ?? '')?.[0]
                return letter === undefined ? null : { day: letter.sentOn }
              },
              width: 62,
            },
            {
              key: 'letterState',
              kind: 'choice',
              of: (own) => {
                const letter = asked.get(own[0]?.customerId ?? '')?.[0]
                return letter === undefined ? null : context.t(`report-fields.choice.letterState.${letter.state}`)
              },
              width: 80,
            },
            {
              key: 'balance',
              kind: 'money',
              of: (own) => ({ minor: own.reduce((sum, { open }) => sum + open.minor, 0n), currency: rows.currency }),
            },
          ],
        }),
      ],
      { period: true },
    )
  },
})

export default [holdReport('promises', 'promise'), holdReport('disputes', 'dispute'), blocks, confirmations]

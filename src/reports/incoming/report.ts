// Money that came in: what is not matched, and what matching did with the reasons.
import { defineReport } from '#ports/report'
import { listTable } from '#ports/report-parts/list-table'
import { shelfDocument } from '#ports/report-parts/report-head'

const unmatched = defineReport({
  id: 'unmatched-payments',
  nameKey: 'report-shelf.unmatched-payments.name',
  group: 'payments',
  reads: ['payments'],
  shape: (rows, context) =>
    shelfDocument('unmatched-payments', rows, context, [
      listTable(context, {
        title: context.t('report-shelf.unmatched-payments.table'),
        note: context.t('report-shelf.unmatched-payments.note'),
        empty: context.t('report-shelf.unmatched-payments.empty'),
        rows: rows.payments.filter((payment) => payment.unapplied.minor > 0n),
        currency: rows.currency,
        ref: (payment) => ({ kind: 'payment', id: payment.id }),
        columns: [
          { key: 'bookedOn', kind: 'day', of: (payment) => ({ day: payment.bookedOn }) },
          { key: 'payer', kind: 'text', of: (payment) => payment.payer, width: 120 },
          { key: 'title', kind: 'wide', of: (payment) => payment.title },
          {
            key: 'paymentStatus',
            kind: 'choice',
            of: (payment) => context.t(`report-fields.choice.paymentStatus.${payment.status}`),
            width: 62,
          },
          { key: 'amount', kind: 'money', of: (payment) => payment.amount, width: 70 },
          { key: 'unapplied', kind: 'money', of: (payment) => payment.unapplied, width: 70 },
        ],
      }),
    ]),
})

const reasonsShown = 3

const register = defineReport({
  id: 'matches',
  nameKey: 'report-shelf.matches.name',
  group: 'payments',
  reads: ['matches'],
  period: true,
  shape: (rows, context) =>
    shelfDocument(
      'matches',
      rows,
      context,
      [
        listTable(context, {
          title: context.t('report-shelf.matches.table'),
          empty: context.t('report-shelf.matches.empty'),
          rows: rows.matches,
          currency: rows.currency,
          ref: (match) => ({ kind: 'payment', id: match.paymentId }),
          columns: [
            { key: 'bookedOn', kind: 'day', of: (match) => ({ day: match.bookedOn }), width: 56 },
            { key: 'payer', kind: 'text', of: (match) => match.payer, width: 84 },
            { key: 'invoices', kind: 'text', of: (match) => match.invoices, width: 72 },
            {
              key: 'reasons',
              kind: 'wide',
              // Wide enough for the page to be turned: sentences need room.
              width: 300,
              of: (match) =>
                match.reasons
                  .slice(0, reasonsShown)
                  .map(({ because, facts }) => context.t(`matching.because.${because}`, facts))
                  .join(' '),
            },
            { key: 'probability', kind: 'percent', of: (match) => ({ percent: match.probability * 100 }) },
            {
              key: 'matchEnd',
              kind: 'choice',
              of: (match) => context.t(`report-fields.choice.matchEnd.${match.undone ? 'undone' : match.end}`),
              width: 66,
            },
            { key: 'amount', kind: 'money', of: (match) => match.amount, width: 64 },
          ],
        }),
      ],
      { period: true },
    ),
})

export default [unmatched, register]

// The journal: who did what, when and why.
import { defineReport } from '#ports/report'
import { listTable } from '#ports/report-parts/list-table'
import { shelfDocument } from '#ports/report-parts/report-head'

export default defineReport({
  id: 'journal',
  nameKey: 'report-shelf.journal.name',
  group: 'log',
  reads: ['log'],
  period: true,
  shape: (rows, context) =>
    shelfDocument(
      'journal',
      rows,
      context,
      [
        listTable(context, {
          title: context.t('report-shelf.journal.table'),
          empty: context.t('report-shelf.journal.empty'),
          rows: rows.log,
          columns: [
            { key: 'on', kind: 'day', of: (line) => ({ day: line.on }) },
            { key: 'time', kind: 'text', of: (line) => line.time, width: 32 },
            { key: 'actor', kind: 'text', of: (line) => line.actor, width: 96 },
            { key: 'action', kind: 'text', of: (line) => line.action, width: 120 },
            { key: 'subject', kind: 'text', of: (line) => line.subject },
            { key: 'why', kind: 'wide', of: (line) => line.why },
          ],
        }),
      ],
      { period: true },
    ),
})

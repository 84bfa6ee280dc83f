// The journal: who did what, when and why.
import { defineReport, type ReportContext } from '#ports/report'
import { listTable } from '#ports/report-parts/list-table'
import { shelfDocument } from '#ports/report-parts/report-head'

/** What has no word yet, as an action of a later version in a restored copy, stands as it is written. */
function spoken({ t }: ReportContext, key: string, plain: string): string {
  const text = t(key)
  return text === key ? plain : text
}

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
            { key: 'actor', kind: 'text', of: (line) => line.actor, width: 92 },
            { key: 'action', kind: 'text', of: (line) => spoken(context, `audit-screen.action.${line.action}`, line.action), width: 150 },
            {
              key: 'matter',
              kind: 'text',
              of: (line) => line.subject ?? spoken(context, `report-fields.choice.subjectKind.${line.subjectKind}`, line.subjectKind),
              width: 150,
            },
            { key: 'why', kind: 'wide', of: (line) => line.why },
          ],
        }),
      ],
      { period: true },
    ),
})

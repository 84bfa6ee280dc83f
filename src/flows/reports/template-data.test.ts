import { expect, test } from 'vitest'
import type { Block, ReportDocument } from '#ports/report'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import { templateData } from './template-data.ts'

const table: Extract<Block, { kind: 'table' }> = {
  kind: 'table',
  title: 'Dłużnicy',
  columns: [
    { key: 'customer', title: 'Kontrahent', align: 'left' },
    { key: 'overdue', title: 'Po terminie', align: 'right' },
    { key: 'dueOn', title: 'Termin', align: 'left' },
    { key: 'share', title: 'Udział', align: 'right' },
    { key: 'delay.days', title: 'Zwłoka', align: 'right' },
  ],
  rows: [['Żak „Elektro”', money(123_456n, PLN), { day: day('2026-10-15') }, { percent: 12.5 }, null]],
  totals: ['Razem', money(123_456n, PLN), null, null, null],
  empty: '',
}
const document: ReportDocument = {
  title: 'Wiekowanie',
  subtitle: 'wszyscy',
  companyName: 'Jantar',
  asOf: day('2026-10-31'),
  filters: [{ label: 'Segment', value: 'hurt' }],
  language: 'pl',
  blocks: [{ kind: 'figures', items: [{ label: 'Razem', value: money(123_456n, PLN) }] }, table],
}

test('a row is an object by the keys of its columns, text as on paper beside the bare value; what is unknown counts as nothing', () => {
  const data = templateData(document, table)
  expect(data.rows).toEqual([
    {
      customer: 'Żak „Elektro”',
      customer_value: 'Żak „Elektro”',
      overdue: '1\u00A0234,56\u00A0zł',
      overdue_value: '1234.56',
      dueOn: '15.10.2026',
      dueOn_value: '2026-10-15',
      share: '12,5\u00A0%',
      share_value: 12.5,
      delay_days: '–',
      delay_days_value: null,
    },
  ])
  expect(data.totals).toMatchObject({ customer: 'Razem', overdue_value: '1234.56' })
  expect(data.columns[4]).toEqual({ key: 'delay_days', title: 'Zwłoka' })
  expect(data).toMatchObject({ company: 'Jantar', asOf: '2026-10-31', figures: [{ label: 'Razem', value: '1234.56' }] })
})

test('a report without a table has its figures alone', () => {
  expect(templateData(document, null)).toMatchObject({ rows: [], columns: [], totals: null })
})

// Puts a table into one sheet of a spreadsheet: all of it in one call, so that nobody sees half of it.
import * as z from 'zod'
import type { ConnectorContext, TableCell, TableWrite } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import { day, daysBetween } from '#values/day'
import { call, token } from './api.ts'

const spreadsheet = z.object({
  properties: z.object({ title: z.string() }),
  sheets: z.array(z.object({ properties: z.object({ sheetId: z.number(), title: z.string() }) })),
})
const added = z.object({ replies: z.array(z.object({ addSheet: z.object({ properties: z.object({ sheetId: z.number() }) }) })).min(1) })

export const idOf = (context: Pick<ConnectorContext, 'settings'>): string => {
  const written = String(context.settings['spreadsheet'] ?? '').trim()
  return /\/d\/([\w-]+)/.exec(written)?.[1] ?? written
}

/** The spreadsheet's name and sheets; the bearer is asked for once a call. */
export async function readSpreadsheet(context: ConnectorContext, bearer: string): Promise<z.infer<typeof spreadsheet>> {
  const path = `/v4/spreadsheets/${encodeURIComponent(idOf(context))}`
  const read = spreadsheet.safeParse(
    await call(context, bearer, path, { query: { fields: 'properties.title,sheets.properties(sheetId,title)' } }),
  )
  if (!read.success) throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', path: '/v4/spreadsheets' })
  return read.data
}

/** Google counts days from 30 December 1899: the first of 1900 is the second. */
const countStart = { on: day('1900-01-01'), number: 2 }

/** Text as text, whatever it begins with: `userEnteredValue.stringValue` is never run as a formula. */
function cellData(cell: TableCell): object {
  if (cell === null) return {}
  if (typeof cell === 'string') return { userEnteredValue: { stringValue: cell } }
  if (typeof cell === 'number')
    return {
      userEnteredValue: { numberValue: cell },
      ...(Number.isInteger(cell) ? {} : { userEnteredFormat: { numberFormat: { type: 'NUMBER', pattern: '#,##0.00' } } }),
    }
  return {
    userEnteredValue: { numberValue: daysBetween(countStart.on, day(cell.day)) + countStart.number },
    userEnteredFormat: { numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' } },
  }
}

const fields = 'userEnteredValue,userEnteredFormat.numberFormat'

export async function writeTable(context: ConnectorContext, table: TableWrite): Promise<{ readonly url: string | null }> {
  const bearer = await token(context)
  const id = idOf(context)
  const path = `/v4/spreadsheets/${encodeURIComponent(id)}:batchUpdate`
  const known = (await readSpreadsheet(context, bearer)).sheets.find(({ properties }) => properties.title === table.name)?.properties
    .sheetId
  const sheetId = known ?? (await addSheet(context, bearer, path, table.name))
  const rows = [table.columns.map((column) => cellData(column)), ...table.rows.map((row) => row.map(cellData))]
  await call(context, bearer, path, {
    method: 'POST',
    repeatable: true,
    timeoutMs: 120_000,
    json: {
      requests: [
        {
          updateSheetProperties: {
            properties: {
              sheetId,
              gridProperties: { rowCount: Math.max(2, rows.length), columnCount: Math.max(1, table.columns.length), frozenRowCount: 1 },
            },
            fields: 'gridProperties(rowCount,columnCount,frozenRowCount)',
          },
        },
        // A range wider than the rows clears what stood there before.
        { updateCells: { range: { sheetId }, rows: rows.map((values) => ({ values })), fields } },
      ],
    },
  })
  return { url: `https://docs.google.com/spreadsheets/d/${id}/edit#gid=${sheetId}` }
}

/** Made by an earlier try whose answer was lost, the sheet is found by its name at the next one. */
async function addSheet(context: ConnectorContext, bearer: string, path: string, title: string): Promise<number> {
  const answer = added.safeParse(
    await call(context, bearer, path, { method: 'POST', json: { requests: [{ addSheet: { properties: { title } } }] } }),
  )
  const sheetId = answer.data?.replies[0]?.addSheet.properties.sheetId
  if (sheetId === undefined) throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', path: 'addSheet' })
  return sheetId
}

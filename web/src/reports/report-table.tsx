// A table of a report: sums at its foot, each row leading to what it is about or to the rows behind it.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCompany } from '../shell/company.ts'
import { Panel } from '../ui/panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import { behindLink } from './behind-link.ts'
import { Definition } from './definition.tsx'
import { Cell } from './report-cell.tsx'
import type { BehindRows, ReportCell, TableBlock } from './report-types.ts'
import classes from './reports.module.css'

const ageAt = (at: number, of: number): string => `var(--sk-age-${of === 6 ? ([0, 1, 1, 2, 3, 4][at] ?? 4) : Math.min(at, 4)})`

export function ReportTable({ table, day }: { readonly table: TableBlock; readonly day: string }) {
  const { t } = useTranslation('reports-screen')
  const format = useFormat()
  const { shares } = table
  return (
    <Panel
      title={
        <>
          {table.title} <Definition text={table.definition} />
        </>
      }
      note={table.note}
      ruled
    >
      {table.rows.length === 0 ? (
        <p className={classes.empty}>{table.empty}</p>
      ) : (
        <>
          {shares === undefined ? null : (
            <div className={classes.shares} aria-hidden>
              {shares.map((share, at) =>
                share <= 0 ? null : (
                  <span
                    key={table.columns[at]?.key ?? at}
                    style={{ flexGrow: share, flexBasis: 4, background: ageAt(at, shares.length) }}
                  />
                ),
              )}
            </div>
          )}
          <div className={classes.tableScroll} tabIndex={0} role="region" aria-label={table.title}>
            <table className={classes.table}>
              <thead>
                <tr>
                  {table.columns.map((column) => (
                    <th key={column.key} scope="col" className={column.align === 'right' ? classes.right : undefined}>
                      {column.title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {table.rows.map((row, index) => (
                  <tr key={rowKey(table, index)}>
                    {table.columns.map((column, at) => (
                      <td key={column.key} className={tdClass(column.align, row[at] ?? null)}>
                        {at === 0 && shares !== undefined ? (
                          <span className={classes.swatch} style={{ background: ageAt(index, table.rows.length) }} />
                        ) : null}
                        {at === 0 ? (
                          <RowLink table={table} index={index} day={day} cell={row[at] ?? null} />
                        ) : (
                          <NumberLink behind={table.cellsBehind?.[index]?.[at]} day={day} cell={row[at] ?? null} />
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
              {table.totals === undefined ? null : (
                <tfoot>
                  <tr>
                    {table.columns.map((column, at) => {
                      const cell = table.totals?.[at] ?? null
                      return (
                        <td key={column.key} className={column.align === 'right' ? classes.right : undefined}>
                          {cell === null ? null : <Cell cell={cell} />}
                        </td>
                      )
                    })}
                  </tr>
                </tfoot>
              )}
            </table>
          </div>
          {table.more === 0 ? null : (
            <p className={classes.more}>{t('more', { count: table.more, shown: format.number(table.rows.length) })}</p>
          )}
        </>
      )}
    </Panel>
  )
}

const longText = 48
/** Sentences are broken, names are cut, numbers are neither. */
const tdClass = (align: 'left' | 'right', cell: ReportCell): string | undefined =>
  align === 'right' ? classes.right : typeof cell === 'string' && cell.length > longText ? classes.long : undefined

const rowKey = (table: TableBlock, index: number): string => `${table.refs?.[index]?.id ?? ''}-${index}`

/** A number leads to its rows. */
function NumberLink({
  behind,
  day,
  cell,
}: {
  readonly behind: BehindRows | null | undefined
  readonly day: string
  readonly cell: ReportCell
}) {
  const { path } = useCompany()
  const text = <Cell cell={cell} />
  return behind == null || cell === null ? text : <Link {...behindLink(path, behind, day)}>{text}</Link>
}

/** The first cell leads on: to the invoice, the customer or the payment, or to the rows of the group. */
function RowLink({
  table,
  index,
  day,
  cell,
}: {
  readonly table: TableBlock
  readonly index: number
  readonly day: string
  readonly cell: ReportCell
}) {
  const { path } = useCompany()
  const ref = table.refs?.[index]
  const behind = table.behind?.[index]
  const text = <Cell cell={cell} />
  if (ref?.kind === 'customer')
    return (
      <Link to="/$company/customers/$customer" params={{ ...path, customer: ref.id }}>
        {text}
      </Link>
    )
  if (ref?.kind === 'invoice')
    return (
      <Link to="/$company/invoices" params={path} search={{ view: 'all', open: ref.id }}>
        {text}
      </Link>
    )
  if (ref?.kind === 'payment')
    return (
      <Link to="/$company/payments" params={path} search={{ open: ref.id }}>
        {text}
      </Link>
    )
  return behind == null ? text : <Link {...behindLink(path, behind, day)}>{text}</Link>
}

// A cell of a report on the screen.
import { Money } from '../ui/money.tsx'
import { useFormat } from '../ui/use-format.ts'
import type { ReportCell } from './report-types.ts'

/** Unknown is an en dash, never a zero. */
export function Cell({ cell, size = 'row' }: { readonly cell: ReportCell; readonly size?: 'row' | 'tile' }) {
  const format = useFormat()
  if (cell === null) return <span className="third">–</span>
  if (typeof cell === 'string') return <>{cell}</>
  if (typeof cell === 'number') return <span className="figures">{format.number(cell)}</span>
  if ('minor' in cell) return <Money amount={cell} size={size} />
  if ('day' in cell) return <span className="figures">{format.fullDay(cell.day)}</span>
  if ('percent' in cell) return <span className="figures">{format.percent(cell.percent)}</span>
  return <span className="figures">{cell.amounts.map((amount) => format.money(amount)).join(' + ')}</span>
}

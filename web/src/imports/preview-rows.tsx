// The first rows of a file as they would be read; a row that cannot be read says why.
import { useTranslation } from 'react-i18next'
import { Money } from '../ui/money.tsx'
import { Shape } from '../ui/shape.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import { useFormat } from '../ui/use-format.ts'
import classes from './mapping.module.css'
import type { Preview } from './mapping-choices.ts'

type Row = Preview['rows'][number]

export function PreviewRows({ rows, missing }: { readonly rows: Preview['rows']; readonly missing: string | null }) {
  const { t } = useTranslation('table-mapping')
  const good = rows.filter((row) => row.rejection === null).length
  const bad = rows.length - good
  if (rows.length === 0) return <p className={`s second ${classes.note}`}>{missing ?? t('noRows')}</p>
  return (
    <>
      <p className={`s second ${classes.note}`} role="status">
        {t('good', { count: good })}
        {bad === 0 ? null : (
          <>
            , <span className="tone-bad">{t('bad', { count: bad })}</span>
          </>
        )}
      </p>
      <ol>
        {rows.map((row, index) => (
          <li key={`${row.at}/${index}`} className={classes.row}>
            <ReadRow row={row} />
          </li>
        ))}
      </ol>
    </>
  )
}

function ReadRow({ row }: { readonly row: Row }) {
  const { t } = useTranslation('table-mapping')
  const format = useFormat()
  const words = useFailureWords()
  if (row.line !== null)
    return (
      <Line
        day={format.fullDay(row.line.bookedOn)}
        who={row.line.counterpartyName ?? row.line.counterpartyAccount ?? ''}
        what={row.line.title}
        amount={<Money amount={row.line.amount} />}
      />
    )
  if (row.invoice !== null)
    return (
      <Line
        day={format.fullDay(row.invoice.issueOn)}
        who={row.invoice.number}
        what={[row.invoice.customerName, row.invoice.dueOn === null ? '' : t('due', { day: format.fullDay(row.invoice.dueOn) })]
          .filter(Boolean)
          .join(' · ')}
        amount={<Money amount={row.invoice.total} />}
      />
    )
  return (
    <div className="row top grow">
      <span className="tone-bad" style={{ paddingTop: 3 }}>
        <Shape name="triangle" />
      </span>
      <div className="grow">
        <span className="s">{row.rejection === null ? '' : words(row.rejection).title}</span>
        <span className="xs third cut" style={{ display: 'block' }} dir="auto">
          {t('row', { at: row.at })} ·{' '}
          {row.cells
            .filter((cell) => cell.trim() !== '')
            .slice(0, 8)
            .join(' · ')}
        </span>
      </div>
    </div>
  )
}

function Line({
  day,
  who,
  what,
  amount,
}: {
  readonly day: string
  readonly who: string
  readonly what: string
  readonly amount: React.ReactNode
}) {
  return (
    <>
      <span className={`xs third figures ${classes.day}`}>{day}</span>
      <span className={`grow ${classes.texts}`}>
        <span className="s strong cut" dir="auto">
          {who}
        </span>
        <span className="xs second cut" dir="auto">
          {what}
        </span>
      </span>
      <span className="num s">{amount}</span>
    </>
  )
}

// The figures of a report in one panel of tiles; each says how it is counted and leads to its rows.
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { useCompany } from '../shell/company.ts'
import { behindLink } from './behind-link.ts'
import { Definition } from './definition.tsx'
import { Cell } from './report-cell.tsx'
import type { FigureBlock } from './report-types.ts'
import classes from './reports.module.css'

export function ReportFigures({ block, day }: { readonly block: FigureBlock; readonly day: string }) {
  const { path } = useCompany()
  const base = useId()
  return (
    <section className={classes.figures}>
      {block.items.map((item, at) => {
        const value = (
          <span className={`${classes.figure} ${item.tone === 'bad' ? 'tone-bad' : item.tone === 'warn' ? 'tone-warn' : ''}`}>
            <Cell cell={item.value} size="tile" />
          </span>
        )
        return (
          <div key={item.label} className={classes.tile}>
            <span className={classes.tileLabel}>
              <span id={`${base}-label-${at}`}>{item.label}</span> <Definition text={item.definition} />
            </span>
            {item.behind === undefined ? (
              value
            ) : (
              <Link
                {...behindLink(path, item.behind, day)}
                className={classes.tileLink}
                id={`${base}-value-${at}`}
                aria-labelledby={`${base}-label-${at} ${base}-value-${at}`}
              >
                {value}
              </Link>
            )}
            {item.parts === undefined ? <span className="xs third cut">{item.note ?? '\u00A0'}</span> : null}
            {item.parts?.map((part) => (
              <span key={part.label} className={classes.part}>
                <span className="cut">{part.label}</span>
                <Link {...behindLink(path, part.behind, day)}>
                  <Cell cell={part.value} />
                </Link>
              </span>
            ))}
          </div>
        )
      })}
    </section>
  )
}

// Grey in the height of what comes, so that nothing jumps.
import classes from './skeleton.module.css'

export function Skeleton({ width = '100%', height = 14 }: { readonly width?: number | string; readonly height?: number | string }) {
  return <span className={classes.bone} style={{ width, height }} aria-hidden data-coming />
}

/** Takes no room: only says to an `in-turn` around it that something is still to come. */
export const Coming = () => <span hidden data-coming />

const widths = ['38%', '52%', '30%', '44%', '60%', '35%']

/** Rows of a table or list that is being fetched. */
export function SkeletonRows({ rows, height = 36 }: { readonly rows: number; readonly height?: number }) {
  return (
    <div aria-hidden>
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className={classes.row} style={{ height }}>
          <Skeleton width={90} />
          <Skeleton width={widths[at % widths.length] ?? '40%'} />
          <span className="end">
            <Skeleton width={80} />
          </span>
        </div>
      ))}
    </div>
  )
}

// A status: shape, colour and word, always all three.
import { Shape, type ShapeName } from './shape.tsx'
import classes from './status-pill.module.css'

export type Tone = 'neutral' | 'ok' | 'warn' | 'bad' | 'plum' | 'accent'
export type StatusLook = { readonly shape: ShapeName; readonly tone: Tone }

type Props = StatusLook & { readonly children: React.ReactNode /** Without its tint, as in tables. */; readonly bare?: boolean }

export function StatusPill({ shape, tone, children, bare = false }: Props) {
  return (
    <span className={`${classes.pill} tint-${tone} ${bare ? classes.bare : ''}`}>
      <Shape name={shape} />
      {children}
    </span>
  )
}

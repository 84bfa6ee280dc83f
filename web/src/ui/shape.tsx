// The twelve-pixel shapes of the status vocabulary; colour comes from the text around them.
export type ShapeName = 'ring' | 'half' | 'tick' | 'triangle' | 'octagon' | 'diamond' | 'dashed' | 'plus' | 'bar' | 'question' | 'dot'

const ink = 'var(--sk-surface)'

const drawings: Readonly<Record<ShapeName, React.ReactNode>> = {
  ring: <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  half: (
    <>
      <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M6 1.4a4.6 4.6 0 0 0 0 9.2z" fill="currentColor" />
    </>
  ),
  tick: (
    <>
      <circle cx="6" cy="6" r="5.4" fill="currentColor" />
      <path d="M3.6 6.2 5.3 7.9 8.5 4.4" fill="none" stroke={ink} strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  triangle: (
    <>
      <path d="M6 .9 11.4 10.7H.6z" fill="currentColor" />
      <path d="M6 4.3v2.9M6 8.9v.1" stroke={ink} strokeWidth="1.3" strokeLinecap="round" />
    </>
  ),
  octagon: (
    <>
      <path d="M3.8.8h4.4l3 3v4.4l-3 3H3.8l-3-3V3.8z" fill="currentColor" />
      <path d="M3.6 6h4.8" stroke={ink} strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  diamond: <path d="M6 .8 11.2 6 6 11.2.8 6z" fill="currentColor" />,
  dashed: <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.4 2" />,
  plus: (
    <>
      <circle cx="6" cy="6" r="5.4" fill="currentColor" />
      <path d="M6 3.6v4.8M3.6 6h4.8" stroke={ink} strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  bar: <path d="M2 6h8" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
  question: (
    <>
      <circle cx="6" cy="6" r="5.4" fill="currentColor" />
      <path d="M4.6 4.7a1.5 1.5 0 1 1 1.9 1.5c-.4.1-.5.4-.5.9M6 8.8v.1" fill="none" stroke={ink} strokeWidth="1.3" strokeLinecap="round" />
    </>
  ),
  dot: <circle cx="6" cy="6" r="3.5" fill="currentColor" />,
}

/** `title` names the shape where no word stands beside it. */
export function Shape({ name, title }: { readonly name: ShapeName; readonly title?: string }) {
  const frame = { viewBox: '0 0 12 12', width: 12, height: 12, style: { flex: 'none', display: 'block' } }
  if (title === undefined) {
    return (
      <svg {...frame} aria-hidden="true">
        {drawings[name]}
      </svg>
    )
  }
  return (
    <svg {...frame} role="img" aria-label={title}>
      <title>{title}</title>
      {drawings[name]}
    </svg>
  )
}

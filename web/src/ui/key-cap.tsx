// A key as it stands on buttons and in the footer; hidden on touch and narrow screens.
import classes from './key-cap.module.css'

type CapProps = {
  readonly children: React.ReactNode
  /** Also where there is no keyboard: the number of a candidate, a sheet about keys. */
  readonly always?: boolean
}

export function KeyCap({ children, always = false }: CapProps) {
  return <kbd className={always ? classes.cap : `${classes.cap} keys-only`}>{children}</kbd>
}

/** The footer of a screen that people work on all day: at most eight keys, the rest under `?`. */
export function KeyFooter({
  keys,
  aside,
}: {
  readonly keys: readonly { readonly caps: readonly string[]; readonly word: string }[]
  readonly aside?: React.ReactNode
}) {
  return (
    <footer className={`${classes.footer} keys-only`}>
      <div className={classes.keys}>
        {keys.map(({ caps, word }) => (
          <span key={word}>
            {caps.map((cap) => (
              <KeyCap key={cap}>{cap}</KeyCap>
            ))}
            {word}
          </span>
        ))}
      </div>
      {aside === undefined ? null : <span className={classes.aside}>{aside}</span>}
    </footer>
  )
}

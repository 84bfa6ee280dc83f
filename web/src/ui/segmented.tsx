// A switch between two or three views of the same thing.
import classes from './segmented.module.css'

type Props<V extends string> = {
  readonly label: string
  readonly value: V
  readonly options: readonly { readonly value: V; readonly word: string }[]
  readonly onChange: (value: V) => void
}

export function Segmented<V extends string>({ label, value, options, onChange }: Props<V>) {
  return (
    <div className={classes.segmented} role="group" aria-label={label}>
      {options.map((option) => (
        <button key={option.value} type="button" aria-pressed={option.value === value} onClick={() => onChange(option.value)}>
          {option.word}
        </button>
      ))}
    </div>
  )
}

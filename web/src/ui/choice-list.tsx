// One of a few ways, each with a line that says what it means.
import classes from './choice-list.module.css'

type Props<Value extends string> = {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly word: string; readonly hint: string }[]
  readonly onChange: (value: Value) => void
}

export function ChoiceList<Value extends string>({ label, value, options, onChange }: Props<Value>) {
  return (
    <div className={classes.list} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className={classes.choice}>
          <input type="radio" name={label} checked={value === option.value} onChange={() => onChange(option.value)} />
          <span>
            <b className="strong">{option.word}</b>
            <span className="xs third">{option.hint}</span>
          </span>
        </label>
      ))}
    </div>
  )
}

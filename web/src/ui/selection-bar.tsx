// What is done with the rows that are marked: a bar that floats over the end of the list while any are.
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { KeyCap } from './key-cap.tsx'
import classes from './selection-bar.module.css'

/** Stands right after the table of its list; Esc on the table clears as the last button does. */
export function SelectionBar({
  word,
  onClear,
  children,
}: {
  readonly word: string
  readonly onClear: () => void
  readonly children: React.ReactNode
}) {
  const { t } = useTranslation('shell')
  return (
    <div className={classes.bar} role="group" aria-label={word}>
      <span className={`s figures ${classes.word}`} role="status">
        {word}
      </span>
      {children}
      <Button look="plain" size="sm" onClick={onClear}>
        {t('table.clear')} <KeyCap>Esc</KeyCap>
      </Button>
    </div>
  )
}

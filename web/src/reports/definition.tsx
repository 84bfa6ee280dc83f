// How a number is counted: one tooltip on a small sign that the keyboard reaches.
import { Tooltip } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import classes from './reports.module.css'

export function Definition({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return null
  return (
    <Tooltip label={text} multiline w={320} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={classes.info} aria-label={text}>
        <IconInfoCircle size={14} stroke={1.6} aria-hidden />
      </button>
    </Tooltip>
  )
}

// One reason for or against a match, in words; weight and source open on focus.
import { Tooltip } from '@mantine/core'
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react'
import classes from './evidence-chip.module.css'

export type EvidenceSide = 'for' | 'neutral' | 'against'

const tints = { for: 'tint-ok', neutral: 'tint-neutral', against: 'tint-bad' } as const
const icons = { for: IconCheck, neutral: IconMinus, against: IconX } as const

/** `side` is read out before the words, since the icon and colour alone do not reach everybody. */
export function EvidenceChip({
  side,
  sideWord,
  children,
  detail,
}: {
  readonly side: EvidenceSide
  readonly sideWord: string
  readonly children: string
  readonly detail?: string
}) {
  const Icon = icons[side]
  const chip = (
    <span
      className={`${classes.chip} ${tints[side]} ${side === 'neutral' ? classes.neutral : ''}`}
      {...(detail === undefined ? {} : { tabIndex: 0 })}
    >
      <Icon size={12} stroke={2.2} aria-hidden />
      <span className="unseen">{sideWord}: </span>
      <span>{children}</span>
    </span>
  )
  return detail === undefined ? chip : <Tooltip label={detail}>{chip}</Tooltip>
}

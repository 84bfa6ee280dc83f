// A field for a day, written as the language writes it, whatever the language of the browser; its calendar opens from the end of the field.
import { TextInput } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, parseDay } from '#values/day'
import { Button } from './button.tsx'
import classes from './day-field.module.css'
import { readDay } from './read-day.ts'
import { useFormat } from './use-format.ts'

type Props = {
  readonly label: string
  /** `2026-11-22`, or nothing. */
  readonly value: string
  /** Told a day, or nothing while what stands in the field is none. */
  readonly onChange: (day: string) => void
  readonly hint?: string
  readonly min?: string
  readonly max?: string
  readonly required?: boolean
  readonly error?: string | undefined
}

export function DayField({ label, value, onChange, hint, min, max, required = false, error }: Props) {
  const { t } = useTranslation('shell')
  const format = useFormat()
  const field = useRef<HTMLInputElement>(null)
  const calendar = useRef<HTMLInputElement>(null)
  /** What stands in the field while it is being written in. */
  const [typed, setTyped] = useState<string | null>(null)
  const [left, setLeft] = useState(true)
  const day = parseDay(value)
  const written = day === null ? '' : format.fullDay(day)
  const limit = (of: string | undefined) => (of === undefined ? null : parseDay(of))
  const [earliest, latest] = [limit(min), limit(max)]
  const problem =
    day === null
      ? (typed ?? '').trim() === ''
        ? undefined
        : t('day.unreadable', { example: format.fullDay(format.today) })
      : earliest !== null && day < earliest
        ? t('day.earliest', { day: format.fullDay(earliest) })
        : latest !== null && day > latest
          ? t('day.latest', { day: format.fullDay(latest) })
          : undefined
  // A form does not go while the day is none of those that may be.
  useEffect(() => field.current?.setCustomValidity(problem ?? ''), [problem])
  const change = (text: string) => {
    setTyped(text)
    onChange(readDay(text, format.today) ?? '')
  }
  const move = (event: React.KeyboardEvent) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    setTyped(null)
    onChange(addDays(day ?? format.today, day === null ? 0 : step))
  }
  return (
    <TextInput
      ref={field}
      label={label}
      value={typed ?? written}
      description={hint}
      required={required}
      withAsterisk={false}
      autoComplete="off"
      placeholder={t('day.form')}
      error={error ?? (left ? problem : undefined)}
      classNames={{ input: classes.input ?? '' }}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={move}
      onFocus={() => setLeft(false)}
      onBlur={() => {
        setLeft(true)
        // What was understood is written out; what was not stays to be mended.
        if (day !== null) setTyped(null)
      }}
      rightSection={
        <span className={classes.calendar}>
          <Button type="button" look="plain" size="sm" icon aria-label={t('day.calendar')} onClick={() => calendar.current?.showPicker()}>
            <IconCalendar size={16} stroke={1.6} aria-hidden />
          </Button>
          <input
            ref={calendar}
            type="date"
            tabIndex={-1}
            aria-hidden
            value={value}
            min={min}
            max={max}
            onChange={(event) => {
              setTyped(null)
              onChange(event.currentTarget.value)
            }}
          />
        </span>
      }
    />
  )
}

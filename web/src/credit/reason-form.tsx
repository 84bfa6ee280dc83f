// A decision with its reason, and a day where it needs one.
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Day, parseDay } from '#values/day'
import { Button } from '../ui/button.tsx'
import { DayField } from '../ui/day-field.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './credit.module.css'

type Props = {
  readonly title: string
  readonly verb: string
  readonly withDay?: boolean
  readonly busy: boolean
  readonly error: Error | null
  readonly onSend: (why: string, untilOn: Day) => void
  readonly onCancel: () => void
}

export function ReasonForm({ title, verb, withDay = false, busy, error, onSend, onCancel }: Props) {
  const { t } = useTranslation('credit')
  const shell = useTranslation('shell').t
  const format = useFormat()
  const [why, setWhy] = useState('')
  const [until, setUntil] = useState('')
  const day = withDay ? parseDay(until) : format.today
  return (
    <form
      className={classes.reasonForm}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault()
        if (day !== null) onSend(why.trim(), day)
      }}
    >
      <h3>{title}</h3>
      {error === null ? null : <FailureBanner error={error} />}
      {withDay ? <DayField label={t('until')} value={until} onChange={setUntil} min={format.today} required /> : null}
      <Textarea
        label={t('why')}
        value={why}
        autosize
        minRows={2}
        maxLength={500}
        data-autofocus
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" look="filled" busy={busy} disabled={why.trim().length < 3 || day === null}>
          {verb}
        </Button>
        <Button look="plain" onClick={onCancel}>
          {shell('cancel')}
        </Button>
      </div>
    </form>
  )
}

// When messages may go at all: days of the week, hours, holidays, and how often to one customer.
import { Checkbox, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isTime, TimeField } from '../ui/time-field.tsx'
import type { PolicyDraft } from './policy-draft.ts'

const week = [1, 2, 3, 4, 5, 6, 7] as const

export function SendingFields({
  draft,
  onChange,
}: {
  readonly draft: PolicyDraft
  readonly onChange: (part: Partial<PolicyDraft>) => void
}) {
  const { t } = useTranslation('dunning-screen')
  const { sending } = draft
  const set = (part: Partial<PolicyDraft['sending']>) => onChange({ sending: { ...sending, ...part } })
  const { from, until } = sending.window
  const isWindow = isTime(from) && isTime(until) && from < until
  return (
    <div className="stack" style={{ paddingTop: 16 }}>
      <div className="row wide wrap" role="group" aria-label={t('sending.days')}>
        {week.map((day) => (
          <Checkbox
            key={day}
            label={t(`day.${day}`)}
            checked={sending.sendOn.includes(day)}
            onChange={(event) => {
              const on = event.currentTarget.checked
              set({ sendOn: week.filter((one) => (one === day ? on : sending.sendOn.includes(one))) })
            }}
          />
        ))}
      </div>
      <div className="row wide wrap top">
        <TimeField label={t('sending.from')} value={from} onChange={(next) => set({ window: { from: next, until } })} />
        <TimeField
          label={t('sending.until')}
          value={until}
          error={isWindow ? undefined : t('sending.windowWrong')}
          onChange={(next) => set({ window: { from, until: next } })}
        />
        <TextInput
          label={t('sending.gap')}
          value={draft.minGap}
          inputMode="numeric"
          maxLength={2}
          styles={{ input: { width: 88 } }}
          onChange={(event) => onChange({ minGap: event.currentTarget.value })}
        />
        <TextInput
          label={t('sending.perWeek')}
          value={draft.perWeek}
          inputMode="numeric"
          maxLength={2}
          styles={{ input: { width: 88 } }}
          onChange={(event) => onChange({ perWeek: event.currentTarget.value })}
        />
      </div>
      <Switch
        label={t('sending.holidays')}
        checked={sending.skipHolidays}
        onChange={(event) => set({ skipHolidays: event.currentTarget.checked })}
      />
    </div>
  )
}

// A schedule's report drawn by a template of a connected service: which connection, which template.
import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Id } from '#values/id'
import type { ReportSchedule } from './report-types.ts'
import classes from './reports.module.css'

/** `connectionId` empty: drawn here. */
export type TemplateTarget = { readonly connectionId: Id | ''; readonly templateId: number | null }

export function templateOf(schedule: ReportSchedule | null): TemplateTarget {
  const [target] = (schedule?.targets ?? []).flatMap((each) => (each.kind === 'template' ? [each] : []))
  return { connectionId: target?.connectionId ?? '', templateId: target?.templateId ?? null }
}

export function TemplateFields({
  templates,
  value,
  onChange,
}: {
  readonly templates: readonly { readonly connectionId: Id; readonly name: string }[]
  readonly value: TemplateTarget
  readonly onChange: (value: TemplateTarget) => void
}) {
  const { t } = useTranslation('reports-screen')
  if (templates.length === 0) return null
  return (
    <div className={classes.parameters}>
      <Select
        label={t('schedule.drawnBy')}
        description={t('schedule.drawnByHint')}
        value={value.connectionId === '' ? null : value.connectionId}
        clearable
        data={templates.map((each) => ({ value: each.connectionId, label: each.name }))}
        onChange={(next) => onChange({ ...value, connectionId: next ?? '' })}
      />
      {value.connectionId === '' ? null : (
        <TextInput
          label={t('schedule.templateId')}
          description={t('schedule.templateIdHint')}
          inputMode="numeric"
          required
          withAsterisk={false}
          pattern="[1-9][0-9]{0,8}"
          value={value.templateId === null ? '' : String(value.templateId)}
          onChange={(event) => {
            const digits = event.currentTarget.value.replace(/\D/g, '').slice(0, 9)
            onChange({ ...value, templateId: digits === '' ? null : Number(digits) })
          }}
        />
      )}
    </div>
  )
}

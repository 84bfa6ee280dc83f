// Planning a report: which one, when, in which format, for whom and where else.
import { MultiSelect, Select, Switch, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeReportSchedule, listOwnReports, makeReportSchedule, usualReportParameters } from '#contract/reports'
import type { Id } from '#values/id'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Panel } from '../ui/panel.tsx'
import { TimeField } from '../ui/time-field.tsx'
import { toast } from '../ui/toasts.tsx'
import type { ReportSchedule, WantedReport } from './report-types.ts'
import classes from './reports.module.css'
import { useShelf } from './shelf-tab.tsx'
import { TemplateFields, type TemplateTarget, templateOf } from './template-fields.tsx'

type Rule = ReportSchedule['rule']
type Props = {
  readonly schedule: ReportSchedule | null
  readonly people: readonly { readonly userId: string; readonly name: string }[]
  readonly tables: readonly { readonly connectionId: Id; readonly name: string }[]
  readonly templates: readonly { readonly connectionId: Id; readonly name: string }[]
  readonly onClose: () => void
}

const rules = ['daily', 'weekly', 'monthly', 'every-working-day', 'first-working-day', 'last-working-day'] as const
type RuleName = (typeof rules)[number]
const formats = ['pdf', 'xlsx', 'csv'] as const
const days = ['today', 'yesterday', 'last-month-end'] as const

const nameOf = (rule: Rule): RuleName =>
  rule.kind !== 'working-day'
    ? rule.kind
    : rule.ordinal === 0
      ? 'every-working-day'
      : rule.ordinal < 0
        ? 'last-working-day'
        : 'first-working-day'

function ruleOf(name: RuleName, at: string, weekday: number, dayOfMonth: number): Rule {
  switch (name) {
    case 'daily':
      return { kind: 'daily', at }
    case 'weekly':
      return { kind: 'weekly', at, weekday }
    case 'monthly':
      return { kind: 'monthly', at, dayOfMonth }
    case 'every-working-day':
      return { kind: 'working-day', at, ordinal: 0 }
    case 'first-working-day':
      return { kind: 'working-day', at, ordinal: 1 }
    case 'last-working-day':
      return { kind: 'working-day', at, ordinal: -1 }
  }
}

export function ScheduleForm({ schedule, people, tables, templates, onClose }: Props) {
  const { t } = useTranslation('reports-screen')
  const { params } = useCompany()
  const shelf = useShelf()
  const own = useRead(listOwnReports, { params })
  const make = useChange(makeReportSchedule, ['reports'])
  const change = useChange(changeReportSchedule, ['reports'])
  const [name, setName] = useState(schedule?.name ?? '')
  const [source, setSource] = useState(
    schedule === null ? 'shelf:ageing' : schedule.report.kind === 'shelf' ? `shelf:${schedule.report.report}` : 'kept',
  )
  const [day, setDay] = useState(
    schedule === null ? 'today' : schedule.report.kind === 'shelf' ? schedule.report.parameters.day : schedule.report.day,
  )
  const [format, setFormat] = useState(schedule?.format ?? 'pdf')
  const [rule, setRule] = useState<RuleName>(schedule === null ? 'monthly' : nameOf(schedule.rule))
  const [at, setAt] = useState(schedule?.rule.at ?? '07:30')
  const [weekday, setWeekday] = useState(schedule?.rule.kind === 'weekly' ? schedule.rule.weekday : 1)
  const [dayOfMonth, setDayOfMonth] = useState(schedule?.rule.kind === 'monthly' ? schedule.rule.dayOfMonth : 1)
  const [userIds, setUserIds] = useState<readonly string[]>(
    schedule?.recipients.flatMap((each) => ('userId' in each ? [each.userId] : [])) ?? [],
  )
  const [emails, setEmails] = useState<readonly string[]>(
    schedule?.recipients.flatMap((each) => ('email' in each ? [each.email] : [])) ?? [],
  )
  const [folder, setFolder] = useState(schedule?.targets.flatMap((each) => (each.kind === 'folder' ? [each.folder] : []))[0] ?? '')
  const firstTable = schedule?.targets.flatMap((each) => (each.kind === 'table' ? [each] : []))[0]
  const [table, setTable] = useState<string>(firstTable?.connectionId ?? '')
  const [sheet, setSheet] = useState(firstTable?.table ?? 'Skarbnik')
  const [template, setTemplate] = useState<TemplateTarget>(templateOf(schedule))
  const [enabled, setEnabled] = useState(schedule?.enabled ?? true)

  const wanted = (): WantedReport => {
    if (source === 'kept' && schedule !== null) return schedule.report
    const saved = own.data?.reports.find((report) => `own:${report.ownReportId}` === source)
    if (saved !== undefined) return { kind: 'own', definition: saved.definition, day }
    const before = schedule?.report.kind === 'shelf' ? schedule.report.parameters : usualReportParameters
    return { kind: 'shelf', report: source.replace(/^shelf:/, ''), parameters: { ...before, day } }
  }
  const submit = () => {
    const body = {
      name: name.trim(),
      report: wanted(),
      format,
      rule: ruleOf(rule, at, weekday, dayOfMonth),
      recipients: [...userIds.map((userId) => ({ userId })), ...emails.map((email) => ({ email }))],
      targets: [
        ...(folder.trim() === '' ? [] : [{ kind: 'folder' as const, folder: folder.trim() }]),
        ...(table === '' ? [] : [{ kind: 'table' as const, connectionId: table, table: sheet.trim() === '' ? 'Skarbnik' : sheet.trim() }]),
        ...(template.connectionId === '' || template.templateId === null
          ? []
          : [{ kind: 'template' as const, connectionId: template.connectionId, templateId: template.templateId }]),
      ],
      enabled,
    }
    const done = {
      onSuccess: () => {
        toast(t('schedule.saved', { name: body.name }))
        onClose()
      },
    }
    if (schedule === null) make.mutate({ params, body }, done)
    else change.mutate({ params: { ...params, reportScheduleId: schedule.reportScheduleId }, body }, done)
  }
  const sources = [
    ...(source === 'kept' ? [{ value: 'kept', label: schedule?.name ?? '' }] : []),
    ...(shelf.data?.reports ?? []).map((report) => ({ value: `shelf:${report.id}`, label: report.name })),
    ...(own.data?.reports ?? []).map((report) => ({ value: `own:${report.ownReportId}`, label: report.name })),
  ]
  const known = new Set(people.map((person) => person.userId))
  const gone = userIds.filter((userId) => !known.has(userId))
  return (
    <Panel title={schedule === null ? t('schedule.new') : t('schedule.changeTitle', { name: schedule.name })} ruled>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <div className={classes.parameters}>
          <TextInput
            label={t('schedule.name')}
            value={name}
            required
            withAsterisk={false}
            maxLength={120}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={t('schedule.report')}
            value={source}
            allowDeselect={false}
            searchable
            data={sources}
            onChange={(next) => setSource(next ?? source)}
          />
          <Select
            label={t('schedule.day')}
            value={days.find((each) => each === day) ?? 'today'}
            allowDeselect={false}
            data={days.map((each) => ({ value: each, label: t(`moving.${each}`) }))}
            onChange={(next) => setDay(next ?? 'today')}
          />
          <Select
            label={t('schedule.format')}
            value={format}
            allowDeselect={false}
            data={formats.map((each) => ({ value: each, label: each.toUpperCase() }))}
            onChange={(next) => setFormat(formats.find((each) => each === next) ?? 'pdf')}
          />
        </div>
        <div className={classes.parameters}>
          <Select
            label={t('schedule.when')}
            value={rule}
            allowDeselect={false}
            data={rules.map((each) => ({ value: each, label: t(`when.${each}`) }))}
            onChange={(next) => setRule(rules.find((each) => each === next) ?? 'monthly')}
          />
          {rule === 'weekly' ? (
            <Select
              label={t('schedule.weekday')}
              value={String(weekday)}
              allowDeselect={false}
              data={([1, 2, 3, 4, 5, 6, 7] as const).map((each) => ({ value: String(each), label: t(`weekday.${each}`) }))}
              onChange={(next) => setWeekday(Number(next ?? 1))}
            />
          ) : null}
          {rule === 'monthly' ? (
            <TextInput
              type="number"
              label={t('schedule.dayOfMonth')}
              description={dayOfMonth > 28 ? t('schedule.lastDay') : undefined}
              min={1}
              max={31}
              value={dayOfMonth}
              onChange={(event) => setDayOfMonth(Math.min(31, Math.max(1, Number(event.currentTarget.value) || 1)))}
            />
          ) : null}
          <TimeField label={t('schedule.at')} value={at} onChange={setAt} />
        </div>
        <MultiSelect
          label={t('schedule.people')}
          description={gone.length === 0 ? undefined : t('schedule.gone', { count: gone.length })}
          value={[...userIds]}
          data={[
            ...people.map((person) => ({ value: person.userId, label: person.name })),
            ...gone.map((userId) => ({ value: userId, label: t('schedule.goneOne') })),
          ]}
          onChange={setUserIds}
        />
        <TagsInput
          label={t('schedule.emails')}
          value={[...emails]}
          onChange={setEmails}
          splitChars={[',', ' ', ';']}
          placeholder={t('schedule.emailHint')}
        />
        <TextInput
          label={t('schedule.folder')}
          description={t('schedule.folderHint')}
          value={folder}
          onChange={(event) => setFolder(event.currentTarget.value)}
        />
        {tables.length === 0 ? null : (
          <div className={classes.parameters}>
            <Select
              label={t('schedule.table')}
              value={table === '' ? null : table}
              clearable
              data={tables.map((each) => ({ value: each.connectionId, label: each.name }))}
              onChange={(next) => setTable(next ?? '')}
            />
            {table === '' ? null : (
              <TextInput
                label={t('schedule.sheet')}
                value={sheet}
                maxLength={90}
                onChange={(event) => setSheet(event.currentTarget.value)}
              />
            )}
          </div>
        )}
        <TemplateFields templates={templates} value={template} onChange={setTemplate} />
        <Switch label={t('schedule.enabled')} checked={enabled} onChange={(event) => setEnabled(event.currentTarget.checked)} />
        {make.isError ? <FailureBanner error={make.error} /> : null}
        {change.isError ? <FailureBanner error={change.error} /> : null}
        <span className="row">
          <Button type="submit" look="filled" busy={make.isPending || change.isPending}>
            {t('schedule.save')}
          </Button>
          <Button look="plain" onClick={onClose}>
            {t('schedule.close')}
          </Button>
        </span>
      </form>
    </Panel>
  )
}

// Raport własny: columns, filters, groups and a chart chosen by hand, with the rows beside them at once; saved and shared from here.
import { MultiSelect, TextInput } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import * as z from 'zod'
import { behind } from '#contract/report-documents'
import { changeOwnReport, listFields, listOwnReports, listReportSchedules, makeOwnReport, previewReport } from '#contract/reports'
import { readId, writeId } from '#values/id'
import { call } from '../api-client.ts'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { Page, PageHead } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import { BuildForm, startOf } from './build-form.tsx'
import { DownloadButtons } from './download-buttons.tsx'
import type { BehindRows, Definition, OwnReport, ReportView as View } from './report-types.ts'
import { ReportView } from './report-view.tsx'
import classes from './reports.module.css'

const route = getRouteApi('/$company/reports/build')
const settleMs = 250
/** Roles that read reports and have not all of them anyway. */
const roles = ['administrator', 'accounting', 'collections', 'viewer', 'auditor'] as const

/** Rows that another screen led here for; nonsense in the address leads nowhere. */
function rowsIn(text: string | undefined): BehindRows | null {
  try {
    const parsed = z.safeDecode(behind, JSON.parse(text ?? ''))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export function BuildScreen() {
  const { t } = useTranslation('reports-screen')
  const { params } = useCompany()
  const search = route.useSearch()
  const ownId = search.own === undefined ? null : readId('ownReport', search.own)
  const fields = useRead(listFields, { params })
  const own = useRead(listOwnReports, { params })
  const saved = own.data?.reports.find((report) => report.ownReportId === ownId) ?? null
  if (fields.isError) return <FailurePlace error={fields.error} onRetry={() => void fields.refetch()} />
  if (fields.data === undefined || own.data === undefined) return <SkeletonRows rows={8} />
  const rows = rowsIn(search.rows)
  const subject = fields.data.subjects.find((each) => each.id === (rows?.subject ?? 'invoices')) ?? fields.data.subjects[0]
  if (subject === undefined) return null
  const usual = startOf(subject)
  const start = saved?.definition ?? {
    ...usual,
    filters: [...(rows?.filters ?? [])],
    ...(rows?.columns === undefined ? {} : { columns: [...rows.columns] }),
    ...(rows?.groupBy === undefined ? {} : { groupBy: rows.groupBy, order: null }),
  }
  return (
    <Builder
      key={`${search.own ?? ''}${search.rows ?? ''}`}
      subjects={fields.data.subjects}
      start={start}
      saved={saved}
      day={search.day ?? ''}
      name={saved?.name ?? (rows === null ? '' : t('build.behind'))}
    />
  )
}

/** The report of a definition, a moment after it has stopped changing; the last one stays meanwhile. */
function usePreview(definition: Definition, day: string, name: string) {
  const { companyId } = useCompany().params
  const [view, setView] = useState<View | null>(null)
  const [error, setError] = useState<Error | null>(null)
  const key = JSON.stringify(definition)
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(() => {
      call(previewReport, { params: { companyId }, body: { definition: JSON.parse(key) as Definition, day, name } }, stop.signal).then(
        (made) => {
          setView(made)
          setError(null)
        },
        (failure: unknown) => {
          if (!stop.signal.aborted) setError(failure instanceof Error ? failure : new Error(String(failure)))
        },
      )
    }, settleMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [key, day, name, companyId])
  return { view, error }
}

function Builder({
  subjects,
  start,
  saved,
  day,
  name: firstName,
}: {
  readonly subjects: React.ComponentProps<typeof BuildForm>['subjects']
  readonly start: Definition
  readonly saved: OwnReport | null
  readonly day: string
  readonly name: string
}) {
  const { t } = useTranslation('reports-screen')
  const { params, path, can } = useCompany()
  const shell = useTranslation('shell').t
  const navigate = useNavigate()
  const [definition, setDefinition] = useState(start)
  const [name, setName] = useState(firstName)
  const [sharedRoles, setSharedRoles] = useState<readonly string[]>(saved?.sharedRoles ?? [])
  const [sharedUserIds, setSharedUserIds] = useState<readonly string[]>(saved?.sharedUserIds ?? [])
  const make = useChange(makeOwnReport, ['reports'])
  const change = useChange(changeOwnReport, ['reports'])
  const people = useRead(listReportSchedules, { params }, { enabled: can('reports.make') })
  const { view, error } = usePreview(definition, day, name)
  const title = name.trim() === '' ? t('build.title') : name
  useNamedPlace(null, title)
  const wanted = useMemo(() => ({ kind: 'own' as const, definition, day: day === '' ? 'today' : day }), [definition, day])
  const save = () => {
    const body = {
      name: name.trim(),
      definition,
      sharedRoles: roles.filter((role) => sharedRoles.includes(role)),
      sharedUserIds: [...sharedUserIds],
    }
    const done = () => toast(t('build.saved', { name: body.name }))
    if (saved?.mine === true) change.mutate({ params: { ...params, ownReportId: saved.ownReportId }, body }, { onSuccess: done })
    else
      make.mutate(
        { params, body },
        {
          onSuccess: (made) => {
            done()
            void navigate({
              to: '/$company/reports/build',
              params: path,
              search: { own: writeId('ownReport', made.ownReportId) },
              replace: true,
            })
          },
        },
      )
  }
  return (
    <Page>
      <PageHead title={title} actions={<DownloadButtons report={wanted} name={name.trim()} />} />
      <div className={classes.builder}>
        <Panel title={t('build.choices')} ruled>
          <BuildForm subjects={subjects} value={definition} onChange={setDefinition} />
          {can('reports.make') ? (
            <form
              className={classes.form}
              onSubmit={(event) => {
                event.preventDefault()
                save()
              }}
            >
              <TextInput
                label={t('build.name')}
                value={name}
                required
                withAsterisk={false}
                maxLength={120}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <MultiSelect
                label={t('build.roles')}
                value={[...sharedRoles]}
                data={roles.map((role) => ({ value: role, label: shell(`role.${role}`) }))}
                onChange={setSharedRoles}
                comboboxProps={{ withinPortal: true }}
              />
              <MultiSelect
                label={t('build.people')}
                value={[...sharedUserIds]}
                data={(people.data?.people ?? []).map((person) => ({ value: person.userId, label: person.name }))}
                onChange={setSharedUserIds}
              />
              {make.isError ? <FailureBanner error={make.error} /> : null}
              {change.isError ? <FailureBanner error={change.error} /> : null}
              <span>
                <Button type="submit" look="filled" busy={make.isPending || change.isPending}>
                  {t('build.save')}
                </Button>
              </span>
            </form>
          ) : null}
        </Panel>
        <div>
          {error === null ? null : <FailureBanner error={error} />}
          {view === null ? (
            <SkeletonRows rows={8} />
          ) : (
            <>
              <p className="s third">
                {view.subtitle}
                {view.filters.length === 0 ? '' : ` · ${view.filters.map(({ label, value }) => `${label} ${value}`).join(' · ')}`}
              </p>
              <ReportView report={view} />
            </>
          )}
        </div>
      </div>
    </Page>
  )
}

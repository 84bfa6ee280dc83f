// One connection: how it does, test, pull now, settings with their secrets hidden, the last calls, removal.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeConnection, listCalls, removeConnection, testConnection } from '#contract/connections'
import { runJob } from '#contract/work'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { Copyable, Facts } from '../ui/facts.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { type FieldValue, missingFields, SettingField } from '../ui/setting-field.tsx'
import { SheetForm, SheetSection } from '../ui/sheet-section.tsx'
import { SideSheet } from '../ui/side-sheet.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import { ConnectionReportBox } from './connection-report.tsx'
import { type Connection, connectionLook, type Plugin, useKindWord } from './integration-words.ts'
import classes from './integrations.module.css'

type Props = { readonly connection: Connection; readonly plugin: Plugin | undefined; readonly onClose: () => void }

export function ConnectionSheet({ connection, plugin, onClose }: Props) {
  const { t } = useTranslation('integrations')
  const jobs = useTranslation('jobs-screen').t
  const { params, can } = useCompany()
  const format = useFormat()
  const word = useKindWord()
  const one = { ...params, connectionId: connection.connectionId }
  const test = useChange(testConnection, ['connections'])
  const change = useChange(changeConnection, ['connections', 'dashboard'])
  const remove = useChange(removeConnection, ['connections', 'dashboard', 'jobs'])
  const run = useChange(runJob, ['jobs', 'connections'])
  const calls = useRead(listCalls, { params: one }, { refetchMs: 10_000 })
  const [editing, setEditing] = useState(false)
  const [removing, setRemoving] = useState(false)
  const manage = can('connections.manage')
  const isOff = connection.state === 'off'
  const failed = test.error ?? change.error ?? remove.error ?? run.error
  return (
    <SideSheet
      label={t('sheet.label', { name: connection.name })}
      onClose={onClose}
      title={
        <>
          <span className="cut">{connection.name}</span>
          <StatusPill {...connectionLook[connection.state]}>{t(`state.${connection.state}`)}</StatusPill>
        </>
      }
    >
      {connection.failure === null ? null : <FailureBanner error={connection.failure} />}
      {failed === null ? null : <FailureBanner error={failed} />}
      {test.isSuccess ? <ConnectionReportBox report={test.data} /> : null}
      <div className="row wrap tight">
        {can('jobs.run') && connection.shelf === 'connector' && !isOff ? (
          <Button
            size="sm"
            look="filled"
            busy={run.isPending}
            onClick={() =>
              run.mutate(
                { params, body: { job: 'pull', connectionId: connection.connectionId } },
                { onSuccess: () => toast(jobs('started', { job: connection.name })) },
              )
            }
          >
            {t('sheet.run')}
          </Button>
        ) : null}
        {manage ? (
          <>
            <Button size="sm" busy={test.isPending} onClick={() => test.mutate({ params: one })}>
              {t('sheet.test')}
            </Button>
            <Button size="sm" aria-expanded={editing} onClick={() => setEditing(!editing)}>
              {t('sheet.edit')}
            </Button>
            <Button
              size="sm"
              busy={change.isPending}
              onClick={() => change.mutate({ params: one, body: { on: isOff } }, { onSuccess: () => toast(t('sheet.switched')) })}
            >
              {t(isOff ? 'sheet.on' : 'sheet.off')}
            </Button>
          </>
        ) : null}
      </div>
      {editing && plugin !== undefined ? <EditForm connection={connection} plugin={plugin} onDone={() => setEditing(false)} /> : null}
      <SheetSection title={t('sheet.facts')}>
        <Facts
          rows={[
            [t('sheet.scope'), connection.kinds.map(word).join(', ')],
            [t('sheet.lastSuccess'), connection.lastSuccessAt === null ? t('never') : format.moment(connection.lastSuccessAt)],
            [t('sheet.lastAttempt'), connection.lastAttemptAt === null ? t('never') : format.moment(connection.lastAttemptAt)],
            [t('sheet.created'), format.fullDay(format.dayOf(connection.createdAt))],
            connection.webhookUrl === null ? null : [t('sheet.webhook'), <Copyable key="webhook" value={connection.webhookUrl} />],
          ]}
        />
      </SheetSection>
      <SheetSection title={t('sheet.settings')}>
        <Facts
          rows={(plugin?.fields ?? []).flatMap((field) => {
            const value = connection.settings[field.name]
            return value === undefined ? [] : [[field.label[format.language], String(value)] as const]
          })}
        />
      </SheetSection>
      <SheetSection title={t('sheet.calls')}>
        {calls.data === undefined || calls.data.calls.length === 0 ? (
          <p className="s third">{t('sheet.noCalls')}</p>
        ) : (
          calls.data.calls.map((each, at) => (
            <div key={at} className={classes.call}>
              <span className="third">{format.time(each.at)}</span>
              <span className="cut" title={`${each.method} ${each.url}`}>
                <b>{each.method}</b> {each.url}
              </span>
              <span className={each.status !== null && each.status < 400 ? 'third' : 'tone-bad strong'}>{each.status ?? '–'}</span>
              <span className="num third">{format.number(each.durationMs)} ms</span>
            </div>
          ))
        )}
      </SheetSection>
      {manage ? (
        <SheetSection title={t('sheet.remove')}>
          <p className="s third" style={{ marginBottom: 8 }}>
            {t('sheet.removeNote')}
          </p>
          {removing ? (
            <Button
              look="danger"
              size="sm"
              busy={remove.isPending}
              onClick={() =>
                remove.mutate(
                  { params: one },
                  {
                    onSuccess: () => {
                      toast(t('sheet.removed'), { tone: 'neutral' })
                      onClose()
                    },
                  },
                )
              }
            >
              {t('sheet.removeSure')}
            </Button>
          ) : (
            <Button size="sm" onClick={() => setRemoving(true)}>
              {t('sheet.remove')}
            </Button>
          )}
        </SheetSection>
      ) : null}
    </SideSheet>
  )
}

function EditForm({
  connection,
  plugin,
  onDone,
}: {
  readonly connection: Connection
  readonly plugin: Plugin
  readonly onDone: () => void
}) {
  const { t } = useTranslation('integrations')
  const shell = useTranslation('shell').t
  const { params } = useCompany()
  const secrets = new Set(plugin.fields.filter((field) => field.kind === 'secret').map((field) => field.name))
  const [values, setValues] = useState<Record<string, FieldValue>>(() =>
    Object.fromEntries(Object.entries(connection.settings).filter(([name]) => !secrets.has(name))),
  )
  const change = useChange(changeConnection, ['connections', 'dashboard'])
  const missing = missingFields(plugin.fields, values, true)
  const save = () => {
    const settings = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')) as Record<
      string,
      string | number | boolean
    >
    change.mutate(
      { params: { ...params, connectionId: connection.connectionId }, body: { settings } },
      {
        onSuccess: () => {
          toast(t('sheet.saved'))
          onDone()
        },
      },
    )
  }
  return (
    <SheetForm title={t('sheet.edit')} onSubmit={save} onLeave={onDone}>
      {change.isError ? <FailureBanner error={change.error} /> : null}
      {plugin.fields.map((field) => (
        <SettingField
          key={field.name}
          field={field}
          value={values[field.name]}
          onChange={(value) => setValues({ ...values, [field.name]: value })}
          savedSecret={field.kind === 'secret' ? t('sheet.secretKept') : undefined}
          error={missing.includes(field.name) ? t('wizard.missing') : undefined}
        />
      ))}
      <div className="row">
        <Button type="submit" look="filled" busy={change.isPending} disabled={missing.length > 0}>
          {shell('save')}
        </Button>
        <Button look="plain" onClick={onDone}>
          {shell('cancel')}
        </Button>
      </div>
    </SheetForm>
  )
}

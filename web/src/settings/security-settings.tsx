// Oneself: name, password, the second factor, where one is signed in.
import { PasswordInput, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changePassword, changeProfile, endSession, listSessions } from '#contract/session'
import { useChange, useRead } from '../queries.ts'
import { sessionQuery } from '../shell/session.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { Panel, PanelBody, PanelRow } from '../ui/panel.tsx'
import { NewPasswordField, shortestPassword } from '../ui/text-field.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './settings.module.css'
import { TwoFactor } from './two-factor.tsx'

export function SecuritySettings() {
  const user = useQuery(sessionQuery).data?.user
  if (user === undefined || user === null) return null
  return (
    <div className={classes.stacked}>
      <Profile key={user.name} name={user.name} />
      <Password />
      <TwoFactor on={user.twoFactor} />
      <Sessions />
    </div>
  )
}

function Profile({ name: before }: { readonly name: string }) {
  const { t } = useTranslation('settings')
  const client = useQueryClient()
  const [name, setName] = useState(before)
  const change = useChange(changeProfile, [])
  const save = () =>
    change.mutate(
      { body: { name: name.trim() } },
      {
        onSuccess: () => {
          toast(t('saved'))
          void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
        },
      },
    )
  return (
    <Panel title={t('security.profile')}>
      <PanelBody>
        <form
          className={classes.fields}
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          {change.isError ? <FailureBanner error={change.error} /> : null}
          <TextInput
            label={t('security.name')}
            value={name}
            autoComplete="name"
            required
            withAsterisk={false}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <div>
            <Button type="submit" busy={change.isPending} disabled={name.trim() === '' || name === before}>
              {t('save')}
            </Button>
          </div>
        </form>
      </PanelBody>
    </Panel>
  )
}

function Password() {
  const { t } = useTranslation('settings')
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const change = useChange(changePassword, ['me'])
  const save = () =>
    change.mutate(
      { body: { current, password } },
      {
        onSuccess: () => {
          toast(t('security.changed'))
          setCurrent('')
          setPassword('')
        },
      },
    )
  return (
    <Panel title={t('security.password')}>
      <PanelBody>
        <form
          className={classes.fields}
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          {change.isError ? <FailureBanner error={change.error} /> : null}
          <PasswordInput
            label={t('security.current')}
            value={current}
            autoComplete="current-password"
            required
            withAsterisk={false}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <NewPasswordField label={t('security.new')} value={password} onChange={setPassword} />
          <div>
            <Button type="submit" busy={change.isPending} disabled={current === '' || password.length < shortestPassword}>
              {t('security.change')}
            </Button>
          </div>
        </form>
      </PanelBody>
    </Panel>
  )
}

function Sessions() {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const sessions = useRead(listSessions, {})
  const end = useChange(endSession, ['me'])
  if (sessions.isError) return <FailurePlace error={sessions.error} />
  return (
    <Panel title={t('security.sessions')}>
      {sessions.data?.sessions.map((session) => (
        <PanelRow key={session.id}>
          <span className="cut" title={session.userAgent ?? undefined}>
            {device(session.userAgent) ?? t('security.unknownDevice')}
            <span className="third"> {session.ipAddress ?? ''}</span>
          </span>
          <span className="end third figures">
            {session.current ? t('security.thisOne') : t('security.sessionSince', { moment: format.moment(session.createdAt) })}
          </span>
          {session.current ? null : (
            <Button
              size="sm"
              look="plain"
              onClick={() =>
                end.mutate({ params: { sessionId: session.id } }, { onSuccess: () => toast(t('security.ended'), { tone: 'neutral' }) })
              }
            >
              {t('security.end')}
            </Button>
          )}
        </PanelRow>
      ))}
    </Panel>
  )
}

/** `Firefox, Windows`: the browser and system of a user agent, as far as people need to know them. */
function device(userAgent: string | null): string | null {
  if (userAgent === null) return null
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\//.exec(userAgent)?.[1]
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(userAgent)?.[1]
  return (
    [browser === 'Edg' ? 'Edge' : browser === 'OPR' ? 'Opera' : browser, system === 'Mac OS X' ? 'macOS' : system]
      .filter(Boolean)
      .join(', ') || null
  )
}

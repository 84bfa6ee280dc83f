// The second factor: password, key and backup codes, first code; off again with the password.
import { PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { confirmTwoFactor, startTwoFactor, stopTwoFactor } from '#contract/session'
import { useChange } from '../queries.ts'
import { sessionQuery } from '../shell/session.ts'
import { Button } from '../ui/button.tsx'
import { Copyable, Facts } from '../ui/facts.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Panel, PanelBody } from '../ui/panel.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { toast } from '../ui/toasts.tsx'
import classes from './settings.module.css'

export function TwoFactor({ on }: { readonly on: boolean }) {
  const { t } = useTranslation('settings')
  const shell = useTranslation('shell').t
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const start = useChange(startTwoFactor, [])
  const confirm = useChange(confirmTwoFactor, [])
  const stop = useChange(stopTwoFactor, [])
  const finish = (word: 'enabled' | 'disabled') => {
    toast(t(`security.${word}`))
    setAsking(false)
    setPassword('')
    setCode('')
    start.reset()
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
  }
  const failed = confirm.error ?? stop.error ?? start.error
  const key = start.data === undefined ? null : new URL(start.data.uri).searchParams.get('secret')
  return (
    <Panel
      title={t('security.twoFactor')}
      aside={
        on ? (
          <StatusPill shape="tick" tone="ok" bare>
            {t('people.twoFactor')}
          </StatusPill>
        ) : undefined
      }
    >
      <PanelBody>
        <div className={classes.fields}>
          <p className="s second">{on ? t('security.twoFactorOn') : t('security.twoFactorOff')}</p>
          {failed === null ? null : <FailureBanner error={failed} />}
          {start.data !== undefined ? (
            <form
              className={classes.stacked}
              onSubmit={(event) => {
                event.preventDefault()
                confirm.mutate({ body: { code: code.trim() } }, { onSuccess: () => finish('enabled') })
              }}
            >
              <div>
                <h3>{t('security.scan')}</h3>
                <p className="s third">{t('security.scanHint')}</p>
              </div>
              <Facts
                rows={[
                  key === null ? null : [t('security.key'), <Copyable key="key" value={key} />],
                  [
                    t('security.openApp'),
                    <a key="uri" href={start.data.uri}>
                      otpauth
                    </a>,
                  ],
                ]}
              />
              <div>
                <h3>{t('security.backup')}</h3>
                <p className="s third">{t('security.backupHint')}</p>
                <ul className={classes.codes}>
                  {start.data.backupCodes.map((each) => (
                    <li key={each}>{each}</li>
                  ))}
                </ul>
              </div>
              <TextInput
                label={t('security.code')}
                value={code}
                inputMode="numeric"
                autoComplete="one-time-code"
                required
                withAsterisk={false}
                onChange={(event) => setCode(event.currentTarget.value)}
              />
              <div className="row">
                <Button type="submit" look="filled" busy={confirm.isPending}>
                  {t('security.confirm')}
                </Button>
                <Button
                  look="plain"
                  onClick={() => {
                    start.reset()
                    setAsking(false)
                  }}
                >
                  {shell('cancel')}
                </Button>
              </div>
            </form>
          ) : asking ? (
            <form
              className={classes.stacked}
              onSubmit={(event) => {
                event.preventDefault()
                if (on) stop.mutate({ body: { password } }, { onSuccess: () => finish('disabled') })
                else start.mutate({ body: { password } })
              }}
            >
              <PasswordInput
                label={t('security.passwordFirst')}
                value={password}
                autoComplete="current-password"
                required
                withAsterisk={false}
                autoFocus
                onChange={(event) => setPassword(event.currentTarget.value)}
              />
              <div className="row">
                <Button type="submit" look="filled" busy={start.isPending || stop.isPending} disabled={password === ''}>
                  {on ? t('security.turnOff') : t('security.turnOn')}
                </Button>
                <Button look="plain" onClick={() => setAsking(false)}>
                  {shell('cancel')}
                </Button>
              </div>
            </form>
          ) : (
            <div>
              <Button onClick={() => setAsking(true)}>{on ? t('security.turnOff') : t('security.turnOn')}</Button>
            </div>
          )}
        </div>
      </PanelBody>
    </Panel>
  )
}

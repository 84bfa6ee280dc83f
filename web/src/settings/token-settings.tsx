// API tokens: making one with its scopes (its text is shown once), and revoking.
import { Checkbox, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listTokens, makeToken, revokeToken } from '#contract/companies'
import type { Permission } from '../permission.ts'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { Copyable } from '../ui/facts.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Panel, PanelBody, PanelRow } from '../ui/panel.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './settings.module.css'

const lifetimes = [30, 90, 365, null] as const

/** Scopes of one noun together, as the matrix names them: `invoices.read`. */
const byNoun = (permissions: readonly Permission[]) =>
  Object.entries(Object.groupBy(permissions, (permission) => permission.split('.')[0] ?? ''))

export function TokenSettings() {
  const { t, i18n } = useTranslation('settings')
  const { params, may } = useCompany()
  const format = useFormat()
  const tokens = useRead(listTokens, { params })
  const make = useChange(makeToken, ['tokens'])
  const revoke = useChange(revokeToken, ['tokens'])
  const [name, setName] = useState('')
  const [days, setDays] = useState<(typeof lifetimes)[number]>(90)
  const [scopes, setScopes] = useState<readonly Permission[]>([])
  const part = (group: 'group' | 'verb', word: string) =>
    i18n.exists(`settings:tokens.${group}.${word}`) ? String(t(`tokens.${group}.${word}` as never)) : word
  const submit = () =>
    make.mutate(
      { params, body: { name: name.trim(), scopes: [...scopes], days } },
      {
        onSuccess: () => {
          setName('')
          setScopes([])
        },
      },
    )
  if (tokens.isError) return <FailurePlace error={tokens.error} onRetry={() => void tokens.refetch()} />
  if (tokens.data === undefined)
    return (
      <Panel title={t('tokens.title')}>
        <SkeletonRows rows={6} height={52} />
      </Panel>
    )
  return (
    <div className={classes.stacked}>
      {revoke.isError ? <FailureBanner error={revoke.error} /> : null}
      <Panel title={t('tokens.title')}>
        {tokens.data.tokens.length === 0 ? (
          <EmptyState title={t('tokens.none')}>{t('tokens.body')}</EmptyState>
        ) : (
          tokens.data.tokens.map((token) => (
            <PanelRow key={token.tokenId}>
              <span className="strong cut">{token.name}</span>
              <code className="third">{token.hint}</code>
              <span className="end third figures cut">
                {[
                  token.lastUsedAt === null ? t('tokens.unused') : t('tokens.used', { moment: format.moment(token.lastUsedAt) }),
                  token.expiresAt === null
                    ? t('tokens.forever')
                    : t('tokens.expires', { day: format.fullDay(format.dayOf(token.expiresAt)) }),
                ].join(', ')}
              </span>
              <Button
                size="sm"
                look="plain"
                onClick={() =>
                  revoke.mutate(
                    { params: { ...params, tokenId: token.tokenId } },
                    { onSuccess: () => toast(t('tokens.revoked'), { tone: 'neutral' }) },
                  )
                }
              >
                {t('tokens.revoke')}
              </Button>
            </PanelRow>
          ))
        )}
      </Panel>
      <Panel title={t('tokens.make')}>
        <PanelBody>
          <form
            className={classes.stacked}
            onSubmit={(event) => {
              event.preventDefault()
              submit()
            }}
          >
            {make.isError ? <FailureBanner error={make.error} /> : null}
            {make.isSuccess ? (
              <div className={classes.secret} role="status">
                <span className="s">
                  <b>{t('tokens.created')}</b>
                  <br />
                  <Copyable value={make.data.token} />
                </span>
              </div>
            ) : null}
            <div className={classes.invite}>
              <TextInput
                label={t('tokens.name')}
                value={name}
                maxLength={80}
                required
                withAsterisk={false}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Select
                label={t('tokens.days')}
                value={String(days)}
                data={lifetimes.map((each) => ({
                  value: String(each),
                  label: each === null ? t('tokens.forever') : t('tokens.daysOption', { count: each }),
                }))}
                onChange={(value) => setDays(lifetimes.find((each) => String(each) === value) ?? 90)}
              />
              <Button type="submit" look="filled" busy={make.isPending} disabled={name.trim() === '' || scopes.length === 0}>
                {t('tokens.create')}
              </Button>
            </div>
            <h3>{t('tokens.scopes')}</h3>
            <div className={classes.scopes}>
              {byNoun(may).map(([noun, some]) => (
                <div key={noun} className={classes.scope} role="group" aria-label={part('group', noun)}>
                  <span className="xs third">{part('group', noun)}</span>
                  {(some ?? []).map((scope) => (
                    <Checkbox
                      key={scope}
                      label={part('verb', scope.split('.')[1] ?? '')}
                      checked={scopes.includes(scope)}
                      onChange={(event) =>
                        setScopes(event.currentTarget.checked ? [...scopes, scope] : scopes.filter((each) => each !== scope))
                      }
                    />
                  ))}
                </div>
              ))}
            </div>
          </form>
        </PanelBody>
      </Panel>
    </div>
  )
}

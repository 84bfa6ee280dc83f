// People of the company: their roles, inviting others, open invitations.
import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeRole, invite, listPeople, removePerson, withdrawInvitation } from '#contract/companies'
import type { Role } from '../permission.ts'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { sessionQuery } from '../shell/session.ts'
import { Button } from '../ui/button.tsx'
import { Copyable } from '../ui/facts.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { Banner } from '../ui/notices.tsx'
import { Panel, PanelBody, PanelRow } from '../ui/panel.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './settings.module.css'

const given = ['owner', 'administrator', 'accounting', 'collections', 'sales', 'viewer', 'auditor'] as const satisfies readonly Role[]

export function PeopleSettings() {
  const { t } = useTranslation('settings')
  const shell = useTranslation('shell').t
  const { params, can, role: mine } = useCompany()
  const format = useFormat()
  const me = useQuery(sessionQuery).data?.user?.id
  const people = useRead(listPeople, { params })
  const give = useChange(changeRole, ['people'])
  const remove = useChange(removePerson, ['people', 'owners', 'customers'])
  const withdraw = useChange(withdrawInvitation, ['people'])
  const manage = can('people.manage')
  const offered = given.filter((role) => mine === 'owner' || role !== 'owner').map((value) => ({ value, label: shell(`role.${value}`) }))
  const failed = give.error ?? remove.error ?? withdraw.error
  if (people.isError) return <FailurePlace error={people.error} onRetry={() => void people.refetch()} />
  return (
    <div className={classes.stacked}>
      {failed === null ? null : <FailureBanner error={failed} />}
      {manage ? <Invite offered={offered} /> : null}
      <Panel title={t('people.members')}>
        {people.data === undefined ? (
          <SkeletonRows rows={3} height={48} />
        ) : (
          people.data.people.map((person) => (
            <div key={person.userId} className={classes.person}>
              <span className="cut">
                <b className="strong">{person.name}</b>
                {person.userId === me ? <span className="third"> ({t('people.you')})</span> : null}
                <span className="xs third cut" style={{ display: 'block' }}>
                  {person.email}
                </span>
              </span>
              {manage && (mine === 'owner' || person.role !== 'owner') ? (
                <Select
                  aria-label={`${t('people.role')}: ${person.name}`}
                  value={person.role}
                  data={offered}
                  onChange={(value) => {
                    const role = given.find((each) => each === value)
                    if (role !== undefined && role !== person.role)
                      give.mutate(
                        { params: { ...params, userId: person.userId }, body: { role } },
                        { onSuccess: () => toast(t('people.roleChanged', { name: person.name, role: shell(`role.${role}`) })) },
                      )
                  }}
                />
              ) : (
                <span className="second">{shell(`role.${person.role}`)}</span>
              )}
              <span className="xs third">
                {[t('people.since', { day: format.fullDay(format.dayOf(person.since)) }), person.twoFactor ? t('people.twoFactor') : null]
                  .filter(Boolean)
                  .join(', ')}
              </span>
              {manage && person.userId !== me ? (
                <Button
                  size="sm"
                  look="plain"
                  onClick={() =>
                    remove.mutate(
                      { params: { ...params, userId: person.userId } },
                      { onSuccess: () => toast(t('people.removed', { name: person.name }), { tone: 'neutral' }) },
                    )
                  }
                >
                  {t('people.remove')}
                </Button>
              ) : (
                <span />
              )}
            </div>
          ))
        )}
      </Panel>
      {people.data === undefined || people.data.invitations.length === 0 ? null : (
        <Panel title={t('people.invitations')}>
          {people.data.invitations.map((invitation) => (
            <PanelRow key={invitation.invitationId}>
              <span className="strong cut">{invitation.email}</span>
              <span className="second">{shell(`role.${invitation.role}`)}</span>
              <span className="end third figures">{t('people.expires', { day: format.day(format.dayOf(invitation.expiresAt)) })}</span>
              {manage ? (
                <Button
                  size="sm"
                  look="plain"
                  onClick={() =>
                    withdraw.mutate(
                      { params: { ...params, invitationId: invitation.invitationId } },
                      { onSuccess: () => toast(t('people.withdrawn'), { tone: 'neutral' }) },
                    )
                  }
                >
                  {t('people.withdraw')}
                </Button>
              ) : null}
            </PanelRow>
          ))}
        </Panel>
      )}
    </div>
  )
}

function Invite({ offered }: { readonly offered: readonly { readonly value: (typeof given)[number]; readonly label: string }[] }) {
  const { t } = useTranslation('settings')
  const { params } = useCompany()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<(typeof given)[number]>('accounting')
  const send = useChange(invite, ['people'])
  const submit = () =>
    send.mutate(
      { params, body: { email: email.trim(), role } },
      {
        onSuccess: ({ mailed }) => {
          if (mailed) toast(t('people.sent', { email }))
          setEmail('')
        },
      },
    )
  return (
    <Panel title={t('people.invite')}>
      <PanelBody>
        <form
          className={classes.stacked}
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          {send.isError ? <FailureBanner error={send.error} /> : null}
          <div className={classes.invite}>
            <TextInput
              type="email"
              label={t('people.email')}
              value={email}
              required
              withAsterisk={false}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <Select
              label={t('people.role')}
              value={role}
              data={[...offered]}
              onChange={(value) => {
                const found = given.find((each) => each === value)
                if (found !== undefined) setRole(found)
              }}
            />
            <Button type="submit" look="filled" busy={send.isPending} disabled={!email.includes('@')}>
              {t('people.send')}
            </Button>
          </div>
          <p className="xs third">{t(`people.roleHint.${role}`)}</p>
          {send.isSuccess ? (
            <>
              {send.data.mailed ? null : <Banner tone="warn" title={t('people.notMailed')} />}
              <div className="row s">
                <span className="third">{t('people.link')}</span>
                <Copyable value={send.data.link} />
              </div>
            </>
          ) : null}
        </form>
      </PanelBody>
    </Panel>
  )
}

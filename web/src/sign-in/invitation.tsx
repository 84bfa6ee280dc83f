// Accepts an invitation: makes an account, or adds the company to the account that is signed in.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { acceptInvitation, readInvitation } from '#contract/session'
import { writeId } from '#values/id'
import { useChange, useRead } from '../queries.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { sessionQuery } from '../shell/session.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { DoorHead, DoorScreen } from '../ui/front-door.tsx'
import { NewPasswordField, shortestPassword, TextField } from '../ui/text-field.tsx'
import { useFormat } from '../ui/use-format.ts'

const route = getRouteApi('/invitation/$token')

export function Invitation() {
  const { t } = useTranslation('signin')
  const shell = useTranslation('shell').t
  const { language } = useFormat()
  const { token } = route.useParams()
  const invitation = useRead(readInvitation, { params: { token } })
  const user = useQuery(sessionQuery).data?.user ?? null
  const accept = useChange(acceptInvitation, [])
  const client = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  useNamedPlace(null, t('invitation.submit'))

  const join = async (event: React.FormEvent) => {
    event.preventDefault()
    const body = user === null ? { token, name: name.trim(), password, language } : { token }
    const joined = await accept.mutateAsync({ body }).catch(() => null)
    if (joined === null) return
    client.clear()
    await navigate({ to: '/$company', params: { company: writeId('company', joined.companyId) } })
  }

  if (invitation.isError)
    return (
      <DoorScreen>
        <FailurePlace error={invitation.error} />
      </DoorScreen>
    )
  if (invitation.data === undefined) return <DoorScreen>{null}</DoorScreen>
  const { companyName, email, role, hasAccount } = invitation.data
  return (
    <DoorScreen>
      <DoorHead title={t('invitation.title', { company: companyName })}>
        {t('invitation.body', { role: shell(`role.${role}`), email })}
      </DoorHead>
      {hasAccount && user === null ? (
        <>
          <p className="s second">{t('invitation.existing')}</p>
          <Link to="/sign-in" search={{ back: `/invitation/${token}`, email }} className={buttonClass({ look: 'filled' })}>
            {t('invitation.signInFirst')}
          </Link>
        </>
      ) : (
        <form className="stack" onSubmit={(event) => void join(event)}>
          {accept.isError ? <FailureBanner error={accept.error} /> : null}
          {user === null ? (
            <>
              <TextField label={t('invitation.name')} value={name} onChange={setName} autoFocus autoComplete="name" />
              <NewPasswordField label={t('invitation.password')} value={password} onChange={setPassword} />
            </>
          ) : null}
          <Button
            type="submit"
            look="filled"
            full
            busy={accept.isPending}
            disabled={user === null && (name.trim() === '' || password.length < shortestPassword)}
          >
            {t('invitation.submit')}
          </Button>
        </form>
      )}
    </DoorScreen>
  )
}

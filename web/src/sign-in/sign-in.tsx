// Sign-in with e-mail and password, and the code of the second factor where one is on.
import { PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readSession, signIn } from '#contract/session'
import { call } from '../api-client.ts'
import { useChange } from '../queries.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { sessionQuery } from '../shell/session.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { DoorHead, DoorScreen } from '../ui/front-door.tsx'
import { EmailField } from '../ui/text-field.tsx'
import { changeLanguage } from '../words.ts'

const route = getRouteApi('/sign-in')

/** Only addresses of this very application are gone back to. */
const safeBack = (back: string | undefined): string => (back !== undefined && /^\/(?![/\\])/.test(back) ? back : '/')

export function SignIn() {
  const { t } = useTranslation('signin')
  const search = route.useSearch()
  const client = useQueryClient()
  const router = useRouter()
  const enter = useChange(signIn, [])
  const [email, setEmail] = useState(search.email ?? '')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState<string | null>(null)
  useNamedPlace(null, t('title'))

  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    const answer = await enter
      .mutateAsync({ body: { email: email.trim(), password, ...(code !== null && code !== '' && { code: code.trim() }) } })
      .catch(() => null)
    if (answer === null) return
    if (answer.state === 'needs-code') {
      setCode('')
      return
    }
    client.clear()
    const fresh = await client.fetchQuery({ ...sessionQuery, queryFn: () => call(readSession, {}) })
    if (fresh.user !== null) await changeLanguage(fresh.user.language)
    router.history.push(safeBack(search.back))
  }

  return (
    <DoorScreen>
      <DoorHead title={code === null ? t('title') : t('code.title')}>{search.back === undefined ? undefined : t('backToPlace')}</DoorHead>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        {enter.isError ? <FailureBanner error={enter.error} /> : null}
        {code === null ? (
          <>
            <EmailField label={t('email')} name="email" value={email} onChange={setEmail} autoFocus autoComplete="username" />
            <PasswordInput
              label={t('password')}
              name="password"
              value={password}
              required
              withAsterisk={false}
              autoComplete="current-password"
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          </>
        ) : (
          <TextInput
            label={t('code.label')}
            description={t('code.hint')}
            name="code"
            value={code}
            required
            withAsterisk={false}
            autoFocus
            inputMode="numeric"
            autoComplete="one-time-code"
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <Button type="submit" look="filled" full busy={enter.isPending}>
          {code === null ? t('submit') : t('code.submit')}
        </Button>
        {code === null ? (
          <Link to="/password" className="s">
            {t('forgot')}
          </Link>
        ) : null}
      </form>
    </DoorScreen>
  )
}

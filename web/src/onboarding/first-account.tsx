// The first account of an installation.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { makeFirstAccount } from '#contract/session'
import { useChange } from '../queries.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { sessionQuery } from '../shell/session.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { DoorHead, StepScreen } from '../ui/front-door.tsx'
import { Banner } from '../ui/notices.tsx'
import { EmailField, NewPasswordField, shortestPassword, TextField } from '../ui/text-field.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useOnboardingSteps } from './steps.ts'

export function FirstAccount() {
  const { t } = useTranslation('onboarding')
  const { language } = useFormat()
  const session = useQuery(sessionQuery)
  const make = useChange(makeFirstAccount, [])
  const client = useQueryClient()
  const navigate = useNavigate()
  const steps = useOnboardingSteps()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  useNamedPlace(null, t('account.title'))
  const ready = name.trim() !== '' && email.includes('@') && password.length >= shortestPassword

  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    const made = await make.mutateAsync({ body: { name: name.trim(), email: email.trim(), password, language } }).catch(() => null)
    if (made === null) return
    client.clear()
    await navigate({ to: '/new-company' })
  }

  return (
    <StepScreen {...steps} at="account">
      <div className="stack wide">
        <DoorHead title={t('account.title')}>{t('account.body')}</DoorHead>
        {session.data?.needsFirstAccount === false ? (
          <Banner
            tone="warn"
            title={t('account.exists')}
            actions={
              <Link to="/sign-in" className={buttonClass({ size: 'sm' })}>
                {t('account.signIn')}
              </Link>
            }
          >
            {t('account.existsBody')}
          </Banner>
        ) : (
          <form className="stack" onSubmit={(event) => void submit(event)}>
            {make.isError ? <FailureBanner error={make.error} /> : null}
            <TextField label={t('account.name')} name="name" value={name} onChange={setName} autoFocus autoComplete="name" />
            <EmailField label={t('account.email')} name="email" value={email} onChange={setEmail} />
            <NewPasswordField label={t('account.password')} name="password" value={password} onChange={setPassword} />
            <div>
              <Button type="submit" look="filled" busy={make.isPending} disabled={!ready}>
                {t('account.submit')}
              </Button>
            </div>
          </form>
        )}
      </div>
    </StepScreen>
  )
}

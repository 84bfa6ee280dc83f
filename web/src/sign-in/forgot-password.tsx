// Asks for a link with which a new password is set; answers alike whether the address is known or not.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { forgotPassword } from '#contract/session'
import { useChange } from '../queries.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { DoorHead, DoorScreen } from '../ui/front-door.tsx'
import { Banner } from '../ui/notices.tsx'
import { EmailField } from '../ui/text-field.tsx'

export function ForgotPassword() {
  const { t } = useTranslation('signin')
  const ask = useChange(forgotPassword, [])
  const [email, setEmail] = useState('')
  useNamedPlace(null, t('forgotten.title'))
  return (
    <DoorScreen>
      <DoorHead title={t('forgotten.title')}>{t('forgotten.body')}</DoorHead>
      {ask.isSuccess ? (
        <Banner tone="ok" title={t('forgotten.sent')}>
          {t('forgotten.sentBody', { email })}
        </Banner>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            ask.mutate({ body: { email: email.trim() } })
          }}
        >
          {ask.isError ? <FailureBanner error={ask.error} /> : null}
          <EmailField label={t('email')} value={email} onChange={setEmail} autoFocus />
          <Button type="submit" look="filled" full busy={ask.isPending}>
            {t('forgotten.submit')}
          </Button>
        </form>
      )}
      <Link to="/sign-in" className="s">
        {t('reset.toSignIn')}
      </Link>
    </DoorScreen>
  )
}

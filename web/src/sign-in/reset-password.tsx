// Sets a new password by the token of the link.
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { resetPassword } from '#contract/session'
import { useChange } from '../queries.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { DoorHead, DoorScreen } from '../ui/front-door.tsx'
import { Banner } from '../ui/notices.tsx'
import { NewPasswordField, shortestPassword } from '../ui/text-field.tsx'

const route = getRouteApi('/password/$token')

export function ResetPassword() {
  const { t } = useTranslation('signin')
  const { token } = route.useParams()
  const set = useChange(resetPassword, [])
  const [password, setPassword] = useState('')
  useNamedPlace(null, t('reset.title'))
  return (
    <DoorScreen>
      <DoorHead title={t('reset.title')} />
      {set.isSuccess ? (
        <>
          <Banner tone="ok" title={t('reset.done')}>
            {t('reset.doneBody')}
          </Banner>
          <Link to="/sign-in" className={buttonClass({ look: 'filled' })}>
            {t('reset.toSignIn')}
          </Link>
        </>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            set.mutate({ body: { token, password } })
          }}
        >
          {set.isError ? <FailureBanner error={set.error} /> : null}
          <NewPasswordField label={t('reset.label')} value={password} onChange={setPassword} />
          <Button type="submit" look="filled" full busy={set.isPending} disabled={password.length < shortestPassword}>
            {t('reset.submit')}
          </Button>
        </form>
      )}
    </DoorScreen>
  )
}

// A new company: its NIP is checked while it is typed, its maker becomes the owner.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { makeCompany } from '#contract/companies'
import { writeId } from '#values/id'
import { useChange } from '../queries.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { sessionQuery } from '../shell/session.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { DoorHead, StepScreen } from '../ui/front-door.tsx'
import { TextField } from '../ui/text-field.tsx'
import { NipField, nipOf } from './nip-field.tsx'
import { useOnboardingSteps } from './steps.ts'

export function NewCompany() {
  const { t } = useTranslation('onboarding')
  const session = useQuery(sessionQuery).data
  const steps = useOnboardingSteps({ account: session?.user?.name })
  const make = useChange(makeCompany, [])
  const client = useQueryClient()
  const navigate = useNavigate()
  const [nip, setNip] = useState('')
  const [name, setName] = useState('')
  useNamedPlace(null, t('company.title'))

  const known = nipOf(nip)
  const ready = name.trim() !== '' && known !== undefined

  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    const made = await make.mutateAsync({ body: { name: name.trim(), ...(typeof known === 'string' && { nip: known }) } }).catch(() => null)
    if (made === null) return
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    await navigate({ to: '/$company/start', params: { company: writeId('company', made.companyId) } })
  }

  return (
    <StepScreen {...steps} at="company">
      <div className="stack wide">
        <DoorHead title={t('company.title')}>{t('company.body')}</DoorHead>
        <form className="stack" onSubmit={(event) => void submit(event)}>
          {make.isError ? <FailureBanner error={make.error} /> : null}
          <NipField value={nip} onChange={setNip} autoFocus />
          <TextField label={t('company.name')} name="company" value={name} onChange={setName} autoComplete="organization" />
          <div className="row">
            <Button type="submit" look="filled" busy={make.isPending} disabled={!ready}>
              {t('company.submit')}
            </Button>
            {(session?.companies.length ?? 0) > 0 ? (
              <Link to="/" className={buttonClass({ look: 'plain' })}>
                {t('company.toList')}
              </Link>
            ) : null}
          </div>
        </form>
      </div>
    </StepScreen>
  )
}

// Step 1: whose receivables these are. The NIP is checked while it is typed.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeCompany } from '#contract/companies'
import { CompanyLogo } from '../letters/company-logo.tsx'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { TextField } from '../ui/text-field.tsx'
import { NipField, nipOf } from './nip-field.tsx'
import type { StepProps } from './step-props.ts'

export function CompanyStep({ onDone }: StepProps) {
  const { t } = useTranslation('onboarding')
  const letters = useTranslation('letters').t
  const { name: known, nip: knownNip, timeZone, baseCurrency, params } = useCompany()
  const change = useChange(changeCompany, ['companies'])
  const [name, setName] = useState(known)
  const [nip, setNip] = useState(knownNip ?? '')
  const wanted = nipOf(nip)
  const save = (event: React.FormEvent) => {
    event.preventDefault()
    if (wanted !== undefined) change.mutate({ params, body: { name: name.trim(), nip: wanted } }, { onSuccess: onDone })
  }
  return (
    <form className="stack in-turn" onSubmit={save}>
      {change.isError ? <FailureBanner error={change.error} /> : null}
      <TextField label={t('company.name')} name="company" value={name} onChange={setName} autoComplete="organization" />
      <NipField value={nip} onChange={setNip} />
      <section className="stack tight" aria-label={letters('logo.title')}>
        <h3>{letters('logo.title')}</h3>
        <CompanyLogo />
      </section>
      <Facts
        rows={[
          [t('wizard.company.sender'), name],
          [t('wizard.company.zone'), timeZone],
          [t('wizard.company.currency'), baseCurrency],
        ]}
      />
      <div>
        <Button type="submit" look="filled" busy={change.isPending} disabled={name.trim() === '' || wanted === undefined}>
          {t('wizard.next')}
        </Button>
      </div>
    </form>
  )
}

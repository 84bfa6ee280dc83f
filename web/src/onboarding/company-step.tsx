// Step 1: whose receivables these are. The NIP is checked while it is typed.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeCompany } from '#contract/companies'
import { parseNip } from '#values/nip'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { StepProps } from './step-props.ts'

export function CompanyStep({ onDone }: StepProps) {
  const { t } = useTranslation('onboarding')
  const { name: known, nip: knownNip, timeZone, baseCurrency, params } = useCompany()
  const change = useChange(changeCompany, ['companies'])
  const [name, setName] = useState(known)
  const [nip, setNip] = useState(knownNip ?? '')
  const right = nip.trim() === '' || parseNip(nip) !== null
  const save = (event: React.FormEvent) => {
    event.preventDefault()
    const wanted = nip.trim() === '' ? null : nip.replace(/\D/g, '')
    change.mutate({ params, body: { name: name.trim(), nip: wanted } }, { onSuccess: onDone })
  }
  return (
    <form className="stack" onSubmit={save}>
      {change.isError ? <FailureBanner error={change.error} /> : null}
      <TextField label={t('company.name')} name="company" value={name} onChange={setName} autoComplete="organization" />
      <TextField
        label={t('company.nip')}
        name="nip"
        value={nip}
        onChange={setNip}
        inputMode="numeric"
        optional
        hint={t('company.nipHint')}
        error={right ? undefined : t('company.nipWrong')}
      />
      <Facts
        rows={[
          [t('wizard.company.sender'), name],
          [t('wizard.company.zone'), timeZone],
          [t('wizard.company.currency'), baseCurrency],
        ]}
      />
      <div>
        <Button type="submit" look="filled" busy={change.isPending} disabled={name.trim() === '' || !right}>
          {t('wizard.next')}
        </Button>
      </div>
    </form>
  )
}

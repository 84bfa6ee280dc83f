// How much of an invoice may be written off while a payment is split; more needs the invoice itself and a reason.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeCompany } from '#contract/companies'
import type { Currency } from '#values/currency'
import { money } from '#values/money'
import { useChange } from '../../queries.ts'
import { useCompany } from '../../shell/company.ts'
import { MoneyField } from '../../ui/money-field.tsx'
import { parseAmount } from '../../ui/parse-amount.ts'
import { toast } from '../../ui/toasts.tsx'
import { typedAmount } from '../../ui/typed-amount.ts'
import { useFormat } from '../../ui/use-format.ts'
import { SettingsForm } from '../settings-form.tsx'

const most = 100_00n

export function WriteOffForm() {
  const { t } = useTranslation('matching-settings')
  const saved = useTranslation('settings').t
  const format = useFormat()
  const { params, settings, baseCurrency, can } = useCompany()
  const currency = baseCurrency as Currency
  const change = useChange(changeCompany, ['companies'])
  const [text, setText] = useState(() => typedAmount(money(BigInt(settings.writeOffLimitMinor), currency), format.language))
  const limit = parseAmount(text, currency)
  const isRight = limit !== null && limit.minor >= 0n && limit.minor <= most
  const save = () => {
    if (isRight)
      change.mutate({ params, body: { settings: { writeOffLimitMinor: Number(limit.minor) } } }, { onSuccess: () => toast(saved('saved')) })
  }
  return (
    <SettingsForm title={t('writeOff.title')} may={can('company.change')} ready={isRight} saving={change} onSave={save}>
      <p className="s second">{t('writeOff.hint')}</p>
      <div style={{ width: 160 }}>
        <MoneyField
          label={t('writeOff.limit')}
          value={text}
          onChange={setText}
          currency={currency}
          error={isRight ? undefined : t('writeOff.wrong', { most: format.money(money(most, currency)) })}
        />
      </div>
    </SettingsForm>
  )
}

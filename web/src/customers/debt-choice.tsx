// In which currency a customer's debt is talked about: asked only of who owes in more than one.
import { useTranslation } from 'react-i18next'
import { Segmented } from '../ui/segmented.tsx'
import type { CustomerDetail, Debt } from './customer-types.ts'

/** What is owed in each currency, the company's own first; that one alone where nothing is owed. */
export function debtsOf(customer: CustomerDetail): readonly [Debt, ...Debt[]] {
  const [first, ...rest] = [customer, ...customer.others].filter(({ open }) => open.minor > 0n)
  return first === undefined ? [customer] : [first, ...rest]
}

export function DebtChoice({
  customer,
  debt,
  onChange,
}: {
  readonly customer: CustomerDetail
  readonly debt: Debt
  readonly onChange: (debt: Debt) => void
}) {
  const { t } = useTranslation('agreements')
  const debts = debtsOf(customer)
  if (debts.length === 1) return null
  return (
    <Segmented
      label={t('form.currency')}
      value={debt.open.currency}
      options={debts.map(({ open: { currency } }) => ({ value: currency, word: currency }))}
      onChange={(currency) => onChange(debts.find((each) => each.open.currency === currency) ?? debt)}
    />
  )
}

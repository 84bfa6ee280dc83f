// Whose money is known to be a customer's: accounts and names, their own and of those who pay for them; each can be forgotten.
import { useTranslation } from 'react-i18next'
import { forgetLearnt } from '#contract/customers'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { accountNumber } from '../ui/account-number.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Panel, PanelRow } from '../ui/panel.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './customer.module.css'
import type { CustomerDetail } from './customer-types.ts'

export function KnownPayers({ customer }: { readonly customer: CustomerDetail }) {
  const { t } = useTranslation('customers')
  const { params, can } = useCompany()
  const format = useFormat()
  const forget = useChange(forgetLearnt, ['customers'])
  const drop = (learntId: string) => forget.mutate({ params: { ...params, learntId } }, { onSuccess: () => toast(t('payers.forgotten')) })
  return (
    <Panel title={t('payers.title')}>
      {forget.isError ? <FailureBanner error={forget.error} /> : null}
      {customer.knownPayers.length === 0 ? (
        <EmptyState title={t('payers.none')}>{t('payers.noneBody')}</EmptyState>
      ) : (
        customer.knownPayers.map(({ learntId, by, payer, times, since }) => (
          <PanelRow key={`${by} ${payer}`}>
            <span className={`grow ${classes.payer}`}>
              <span className="figures cut" title={payer} dir="auto">
                {by === 'account' || by === 'other-account' ? accountNumber(payer) : payer}
              </span>
              <span className="xs third">
                {[
                  t(`payers.by.${by}`),
                  t('payers.times', { count: times }),
                  since === null ? null : t('payers.since', { day: format.fullDay(format.dayOf(since)) }),
                ]
                  .filter((part) => part !== null)
                  .join(', ')}
              </span>
            </span>
            {learntId === null || !can('customers.change') ? null : (
              <Button look="plain" size="sm" aria-label={t('payers.forgetOne', { payer })} onClick={() => drop(learntId)}>
                {t('payers.forget')}
              </Button>
            )}
          </PanelRow>
        ))
      )}
    </Panel>
  )
}

// Whom reminders pass over: whole segments are ticked here, single customers are left out on their own page.
import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { assignDunningPolicy } from '#contract/dunning'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { FailureBanner } from '../ui/failure.tsx'
import type { Dunning } from './ladder.ts'
import classes from './start.module.css'

export function LeftOut({ dunning }: { readonly dunning: Dunning }) {
  const { t } = useTranslation('onboarding')
  const { params, can } = useCompany()
  const assign = useChange(assignDunningPolicy, ['dunning', 'audit'])
  const isLeftOut = (segment: string) => dunning.assignments.some((each) => each.segment === segment && each.policyId === null)
  const customers = dunning.assignments.filter((each) => each.customerId !== null && each.policyId === null)
  return (
    <fieldset disabled={!can('dunning.manage')} className={`stack tight ${classes.bare}`}>
      <h3>{t('wizard.rules.leftOut')}</h3>
      {assign.isError ? <FailureBanner error={assign.error} /> : null}
      {dunning.segments.map((segment) => (
        <Checkbox
          key={segment}
          label={t('wizard.rules.segment', { segment })}
          checked={isLeftOut(segment)}
          disabled={assign.isPending}
          onChange={(event) =>
            assign.mutate({
              params,
              body: { segment, customerId: null, invoiceId: null, to: event.currentTarget.checked ? 'none' : 'default' },
            })
          }
        />
      ))}
      {customers.length === 0 ? null : (
        <p className="s second">{t('wizard.rules.customers', { names: customers.map((each) => each.customerName ?? '–').join(', ') })}</p>
      )}
      <p className="xs third">{t('wizard.rules.leftOutHint')}</p>
    </fieldset>
  )
}

// Whether and how a customer is reminded: the policy they are under, being left out of it, and what holds reminders back today.
import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { listAgreements } from '#contract/agreements'
import { assignDunningPolicy, readDunning } from '#contract/dunning'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Banner } from '../ui/notices.tsx'
import { Panel, PanelBody, PanelRow } from '../ui/panel.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './customer.module.css'
import type { CustomerDetail } from './customer-types.ts'

type Props = { readonly customer: CustomerDetail; readonly onPause: (() => void) | null }

export function CustomerReminders({ customer, onPause }: Props) {
  const { t } = useTranslation('customers')
  const words = useTranslation('agreements').t
  const { params, can } = useCompany()
  const format = useFormat()
  const { customerId, segment } = customer
  const may = can('messages.read')
  const dunning = useRead(readDunning, { params }, { enabled: may })
  const agreements = useRead(listAgreements, { params: { ...params, customerId } }).data?.rows ?? []
  const assign = useChange(assignDunningPolicy, ['dunning', 'audit', 'customers'])
  if (!may) return null
  const { data } = dunning
  if (data === undefined)
    return (
      <Panel title={t('reminders.title')}>{dunning.isError ? <FailureBanner error={dunning.error} /> : <SkeletonRows rows={3} />}</Panel>
    )
  const named = data.policies.flatMap(({ policyId, name }) => (policyId === null ? [] : [{ value: String(policyId), label: name }]))
  const nameOf = (policyId: string | null) => named.find(({ value }) => value === policyId)?.label ?? t('reminders.none')
  const own = data.assignments.find((each) => each.customerId === customerId && each.invoiceId === null)
  const bySegment = own === undefined ? data.assignments.find((each) => each.segment !== null && each.segment === segment) : undefined
  const usual = data.policies.find(({ isDefault }) => isDefault)?.name ?? data.policies[0]?.name ?? ''
  const rule =
    bySegment === undefined
      ? t('reminders.usual', { name: usual })
      : t('reminders.bySegment', { segment, name: nameOf(bySegment.policyId) })
  const value = own === undefined ? 'default' : (own.policyId ?? 'none')
  const choose = (next: string | null) => {
    const policy = named.find((each) => each.value === next)
    const to = policy !== undefined ? { policyId: policy.value } : next === 'none' ? ('none' as const) : ('default' as const)
    assign.mutate(
      { params, body: { segment: null, customerId, invoiceId: null, to } },
      { onSuccess: () => toast(t(to === 'none' ? 'reminders.leftOut' : 'reminders.changed')) },
    )
  }
  const holds = agreements.filter((each) => each.endedAt === null && (each.untilOn === null || each.untilOn >= format.today))
  const isLeftOut = value === 'none' || (own === undefined && bySegment !== undefined && bySegment.policyId === null)
  return (
    <Panel
      title={t('reminders.title')}
      aside={
        onPause === null ? undefined : (
          <Button size="sm" onClick={onPause}>
            {words('act.pause')}
          </Button>
        )
      }
    >
      <PanelBody>
        <div className={classes.form}>
          {assign.isError ? <FailureBanner error={assign.error} /> : null}
          {isLeftOut ? <Banner tone="warn" title={t('reminders.isLeftOut')} /> : null}
          <Select
            label={t('reminders.policy')}
            description={t('reminders.policyHint')}
            value={value}
            allowDeselect={false}
            disabled={!can('dunning.manage') || assign.isPending}
            data={[{ value: 'default', label: rule }, ...named, { value: 'none', label: t('reminders.none') }]}
            onChange={choose}
          />
        </div>
      </PanelBody>
      {holds.map((each) => (
        <PanelRow key={each.holdId}>
          <span className="grow">
            <b>{words(`kind.${each.reason === 'claims-paid' ? 'claims-paid' : each.kind}`)}</b>
            <span className="second"> {t('reminders.holds')}</span>
          </span>
          <span className="third">
            {each.untilOn === null ? t('reminders.untilEnded') : words('until', { day: format.day(each.untilOn) })}
          </span>
        </PanelRow>
      ))}
    </Panel>
  )
}

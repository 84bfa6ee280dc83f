// What was agreed with a customer: contact, language, segment, who looks after him, days to pay; and the accounts known to be his.
import { NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeCustomer, forgetLearnt } from '#contract/customers'
import { listTasks } from '#contract/follow-up'
import { languages } from '#values/language'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Panel, PanelBody, PanelRow } from '../ui/panel.tsx'
import { toast } from '../ui/toasts.tsx'
import classes from './customer.module.css'
import type { CustomerDetail } from './customer-types.ts'

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

export function CustomerDetails({ customer }: { readonly customer: CustomerDetail }) {
  const { t } = useTranslation('customers')
  const shell = useTranslation('shell').t
  const { params, can } = useCompany()
  const change = useChange(changeCustomer, ['customers'])
  const forget = useChange(forgetLearnt, ['customers'])
  const [email, setEmail] = useState(customer.email ?? '')
  const [phone, setPhone] = useState(customer.phone ?? '')
  const [segment, setSegment] = useState(customer.segment ?? '')
  const [language, setLanguage] = useState(customer.language)
  const [ownerUserId, setOwner] = useState(customer.ownerUserId)
  const [paymentTermDays, setTerm] = useState(customer.paymentTermDays)
  const mayChange = can('customers.change')
  const people = useRead(listTasks, { params, query: {} }).data?.people ?? []
  const save = () =>
    change.mutate(
      {
        params: { ...params, customerId: customer.customerId },
        body: { email: orNull(email), phone: orNull(phone), segment: orNull(segment), language, ownerUserId, paymentTermDays },
      },
      { onSuccess: () => toast(t('page.saved')) },
    )
  return (
    <div className={classes.columns}>
      <Panel title={t('page.contact')}>
        <PanelBody>
          <form
            className={classes.form}
            onSubmit={(event) => {
              event.preventDefault()
              save()
            }}
          >
            {change.isError ? <FailureBanner error={change.error} /> : null}
            <TextInput
              label={t('page.email')}
              type="email"
              value={email}
              disabled={!mayChange}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <TextInput
              label={t('page.phone')}
              type="tel"
              value={phone}
              disabled={!mayChange}
              onChange={(event) => setPhone(event.currentTarget.value)}
            />
            <TextInput
              label={t('page.segmentField')}
              value={segment}
              disabled={!mayChange}
              onChange={(event) => setSegment(event.currentTarget.value)}
            />
            <Select
              label={t('page.language')}
              value={language}
              disabled={!mayChange}
              data={languages.map((value) => ({ value, label: shell(`language.${value}`) }))}
              onChange={(value) => {
                if (value === 'pl' || value === 'en') setLanguage(value)
              }}
            />
            <Select
              label={t('page.owner')}
              placeholder={t('page.nobody')}
              value={ownerUserId}
              disabled={!mayChange}
              searchable
              clearable
              data={people.map((person) => ({ value: person.userId, label: person.name }))}
              onChange={setOwner}
            />
            <NumberInput
              label={t('page.term')}
              description={t('page.termHint')}
              value={paymentTermDays ?? ''}
              disabled={!mayChange}
              min={0}
              max={365}
              clampBehavior="strict"
              allowDecimal={false}
              allowNegative={false}
              hideControls
              onChange={(value) => setTerm(typeof value === 'number' ? value : null)}
            />
            {mayChange ? (
              <div>
                <Button type="submit" look="filled" busy={change.isPending}>
                  {shell('save')}
                </Button>
              </div>
            ) : null}
          </form>
        </PanelBody>
      </Panel>
      <Panel title={t('page.known')}>
        {customer.knownAccounts.length === 0 ? (
          <EmptyState title={t('page.knownNone')} />
        ) : (
          customer.knownAccounts.map((known) => (
            <PanelRow key={known.account}>
              <span className="cut figures" title={known.account}>
                {known.account}
              </span>
              <span className="end third figures">{t('page.times', { count: known.times })}</span>
              {known.learntId === null || !mayChange ? null : (
                <Button
                  look="plain"
                  size="sm"
                  onClick={() =>
                    forget.mutate(
                      { params: { ...params, learntId: known.learntId ?? '' } },
                      { onSuccess: () => toast(t('page.forgotten')) },
                    )
                  }
                >
                  {t('page.forget')}
                </Button>
              )}
            </PanelRow>
          ))
        )}
      </Panel>
    </div>
  )
}

// What was agreed with a customer: contact, language, segment, who looks after them, days to pay.
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeCustomer } from '#contract/customers'
import { listTasks } from '#contract/follow-up'
import { languages } from '#values/language'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { Panel, PanelBody } from '../ui/panel.tsx'
import { toast } from '../ui/toasts.tsx'
import classes from './customer.module.css'
import type { CustomerDetail } from './customer-types.ts'

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

export function CustomerDetails({ customer }: { readonly customer: CustomerDetail }) {
  const { t } = useTranslation('customers')
  const shell = useTranslation('shell').t
  const { params, can } = useCompany()
  const change = useChange(changeCustomer, ['customers'])
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
            description={customer.ownerByRule && ownerUserId === customer.ownerUserId ? t('page.ownerByRule') : undefined}
            placeholder={t('page.nobody')}
            value={ownerUserId}
            disabled={!mayChange}
            searchable
            clearable
            data={people.map((person) => ({ value: person.userId, label: person.name }))}
            onChange={setOwner}
          />
          <NumberField
            label={t('page.term')}
            description={t('page.termHint')}
            value={paymentTermDays}
            disabled={!mayChange}
            max={365}
            onChange={setTerm}
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
  )
}

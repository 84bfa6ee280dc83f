// People of the customer: who is there for what, and how each is reached.
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addContact, changeContact, rolesOfContacts } from '#contract/follow-up'
import { languages } from '#values/language'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Panel, PanelBody, PanelRow } from '../ui/panel.tsx'
import { toast } from '../ui/toasts.tsx'
import classes from './customer.module.css'
import { type CustomerDetail, changedByCustomer } from './customer-types.ts'

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

export function CustomerContacts({ customer }: { readonly customer: CustomerDetail }) {
  const { t } = useTranslation('agreements')
  const shell = useTranslation('shell').t
  const { params, can } = useCompany()
  const change = useChange(changeContact, changedByCustomer)
  const [adding, setAdding] = useState(false)
  const of = { ...params, customerId: customer.customerId }
  const remove = (contactId: string) =>
    change.mutate(
      { params: { ...of, contactId }, body: { removed: true } },
      {
        onSuccess: () =>
          toast(t('contacts.removed'), { undo: () => change.mutate({ params: { ...of, contactId }, body: { removed: false } }) }),
      },
    )
  return (
    <Panel
      title={t('contacts.title')}
      aside={
        can('customers.change') && !adding ? (
          <Button size="sm" onClick={() => setAdding(true)}>
            {t('contacts.add')}
          </Button>
        ) : undefined
      }
    >
      {change.isError ? <FailureBanner error={change.error} /> : null}
      {customer.contacts.length === 0 && !adding ? <EmptyState title={t('contacts.none')}>{t('contacts.noneBody')}</EmptyState> : null}
      {customer.contacts.map((contact) => (
        <PanelRow key={contact.contactId}>
          <span className="grow">
            <b>{contact.name}</b> <span className="third">{t(`contacts.role.${contact.role}`)}</span>
            <span className="second cut"> {[contact.email, contact.phone].filter((part) => part !== null).join(', ')}</span>
            {contact.language === null ? null : <span className="third"> {shell(`language.${contact.language}`)}</span>}
          </span>
          {can('customers.change') ? (
            <Button size="sm" look="plain" onClick={() => remove(contact.contactId)}>
              {t('contacts.remove')}
            </Button>
          ) : null}
        </PanelRow>
      ))}
      {adding ? <AddContact customer={customer} onDone={() => setAdding(false)} /> : null}
    </Panel>
  )
}

function AddContact({ customer, onDone }: { readonly customer: CustomerDetail; readonly onDone: () => void }) {
  const { t } = useTranslation('agreements')
  const shell = useTranslation('shell').t
  const { params } = useCompany()
  const add = useChange(addContact, changedByCustomer)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [phone, setPhone] = useState('')
  const [role, setRole] = useState<(typeof rolesOfContacts)[number]>('payments')
  const [language, setLanguage] = useState<string | null>(null)
  const submit = () =>
    add.mutate(
      {
        params: { ...params, customerId: customer.customerId },
        body: {
          name: name.trim(),
          role,
          email: orNull(email),
          phone: orNull(phone),
          language: languages.find((each) => each === language) ?? null,
        },
      },
      { onSuccess: onDone },
    )
  return (
    <PanelBody>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {add.isError ? <FailureBanner error={add.error} /> : null}
        <TextInput
          label={t('contacts.name')}
          value={name}
          autoFocus
          required
          withAsterisk={false}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t('contacts.roleField')}
          value={role}
          data={rolesOfContacts.map((value) => ({ value, label: t(`contacts.role.${value}`) }))}
          onChange={(value) => {
            const found = rolesOfContacts.find((each) => each === value)
            if (found !== undefined) setRole(found)
          }}
        />
        <TextInput label={t('contacts.email')} type="email" value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        <TextInput label={t('contacts.phone')} type="tel" value={phone} onChange={(event) => setPhone(event.currentTarget.value)} />
        <Select
          label={t('contacts.language')}
          value={language}
          clearable
          data={languages.map((value) => ({ value, label: shell(`language.${value}`) }))}
          onChange={setLanguage}
        />
        <div className="row">
          <Button type="submit" look="filled" busy={add.isPending} disabled={name.trim() === ''}>
            {shell('save')}
          </Button>
          <Button onClick={onDone}>{shell('cancel')}</Button>
        </div>
      </form>
    </PanelBody>
  )
}

// Who gets a step's message: a contact by his role, a copy to our own person, further addresses.
import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rolesOfContacts } from '#contract/follow-up'
import { Choice } from './choice.tsx'
import type { Step, StepDraft } from './policy-draft.ts'

const addressesOf = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .filter((each) => each !== '')
    .slice(0, 20)

export function RecipientFields({ draft, onChange }: { readonly draft: StepDraft; readonly onChange: (draft: StepDraft) => void }) {
  const { t } = useTranslation('dunning-screen')
  const agreements = useTranslation('agreements').t
  const { recipients } = draft.step
  const [text, setText] = useState(recipients.addresses.join(', '))
  const set = (part: Partial<Step['recipients']>) => onChange({ ...draft, step: { ...draft.step, recipients: { ...recipients, ...part } } })
  const role = rolesOfContacts.find((each) => each === recipients.role)
  return (
    <>
      <Choice
        label={t('sheet.recipient')}
        value={role ?? 'address'}
        options={[
          { value: 'address' as const, label: t('sheet.paymentsAddress') },
          ...rolesOfContacts.map((value) => ({ value, label: t('sheet.contact', { role: agreements(`contacts.role.${value}`) }) })),
        ]}
        onChange={(value) => set({ role: value === 'address' ? null : value })}
      />
      <Checkbox label={t('sheet.owner')} checked={recipients.owner} onChange={(event) => set({ owner: event.currentTarget.checked })} />
      <TextInput
        label={t('sheet.addresses')}
        value={text}
        placeholder="biuro@firma.pl, zarzad@firma.pl"
        onChange={(event) => {
          setText(event.currentTarget.value)
          set({ addresses: addressesOf(event.currentTarget.value) })
        }}
      />
    </>
  )
}

// A note about a customer; people named after @ find it on their list.
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listTasks, removeNote, writeNote } from '#contract/follow-up'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { SheetForm } from '../ui/sheet-section.tsx'
import { toast } from '../ui/toasts.tsx'
import { FormButtons, type FormProps } from './agreement-forms.tsx'
import { changedByCustomer } from './customer-types.ts'

export function NoteForm({ customer, onDone }: FormProps) {
  const { t } = useTranslation('agreements')
  const { params } = useCompany()
  const [text, setText] = useState('')
  const people = useRead(listTasks, { params, query: {} }).data?.people ?? []
  const write = useChange(writeNote, changedByCustomer)
  const remove = useChange(removeNote, changedByCustomer)
  const mentioned = people.filter((person) => text.includes(`@${person.name}`))
  const { customerId } = customer
  const submit = () =>
    write.mutate(
      { params: { ...params, customerId }, body: { text: text.trim(), mentions: mentioned.map((person) => person.userId) } },
      {
        onSuccess: ({ noteId }) => {
          toast(t('done.note'), { undo: () => remove.mutate({ params: { ...params, customerId, noteId }, body: { removed: true } }) })
          onDone()
        },
      },
    )
  return (
    <SheetForm title={t('form.note')} onSubmit={submit}>
      {write.isError ? <FailureBanner error={write.error} /> : null}
      <Textarea
        label={t('form.noteText')}
        value={text}
        autosize
        minRows={4}
        maxLength={4_000}
        autoFocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="row wrap tight">
        {people
          .filter((person) => !mentioned.includes(person))
          .slice(0, 8)
          .map((person) => (
            <Button
              key={person.userId}
              size="sm"
              look="plain"
              onClick={() => setText((now) => `${now}${now === '' || now.endsWith(' ') ? '' : ' '}@${person.name} `)}
            >
              @{person.name}
            </Button>
          ))}
      </div>
      <FormButtons submit={t('form.saveNote')} busy={write.isPending} disabled={text.trim() === ''} />
    </SheetForm>
  )
}

// A message in one's own words to a customer, by e-mail or SMS: written, looked at as it would go, sent through the outbox.
import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { previewLetter, sendLetter } from '#contract/letters'
import { MessagePreview } from '../letters/message-preview.tsx'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { SheetForm } from '../ui/sheet-section.tsx'
import { toast } from '../ui/toasts.tsx'
import type { FormProps } from './agreement-forms.tsx'
import { changedByCustomer } from './customer-types.ts'

const ways = ['email', 'sms'] as const

export function MessageForm({ customer, onDone }: FormProps) {
  const { t } = useTranslation('agreements')
  const letters = useTranslation('letters').t
  const { params, settings } = useCompany()
  const { sendingMode } = settings
  const [medium, setMedium] = useState<(typeof ways)[number]>('email')
  const [subject, setSubject] = useState('')
  const [text, setText] = useState('')
  const preview = useChange(previewLetter, [])
  const send = useChange(sendLetter, [...changedByCustomer, 'letters'])
  const of = { ...params, customerId: customer.customerId }
  // An SMS has no subject; what is sent must name one all the same.
  const words = { subject: medium === 'sms' ? text.trim().slice(0, 60) : subject.trim(), text: text.trim() }
  const body = { kind: 'free-text', tone: 'neutral', medium, documentId: null, freeText: words } as const
  const shown = preview.data
  const isReady = shown !== undefined && shown.failure === null
  const change =
    <V,>(set: (value: V) => void) =>
    (value: V) => {
      set(value)
      preview.reset()
      send.reset()
    }
  const submit = () => {
    if (!isReady) return preview.mutate({ params: of, body })
    send.mutate(
      { params: of, body },
      {
        onSuccess: () => {
          toast(letters('paper.sent'))
          onDone()
        },
      },
    )
  }
  return (
    <SheetForm title={t('form.message')} onSubmit={submit}>
      {preview.isError ? <FailureBanner error={preview.error} /> : null}
      {send.isError ? <FailureBanner error={send.error} /> : null}
      <div className="row">
        <Segmented
          label={letters('paper.medium')}
          value={medium}
          options={ways.map((value) => ({ value, word: letters(`paper.media.${value}`) }))}
          onChange={change(setMedium)}
        />
      </div>
      {medium === 'sms' ? null : (
        <TextInput
          label={letters('paper.subject')}
          value={subject}
          maxLength={200}
          autoFocus
          onChange={(event) => change(setSubject)(event.currentTarget.value)}
        />
      )}
      <Textarea
        label={letters('paper.text')}
        value={text}
        autosize
        minRows={medium === 'sms' ? 3 : 6}
        maxLength={medium === 'sms' ? 900 : 5_000}
        onChange={(event) => change(setText)(event.currentTarget.value)}
      />
      {shown === undefined ? null : <MessagePreview shown={shown} view={medium === 'sms' ? 'sms' : 'phone'} />}
      {sendingMode === 'automatic' ? null : <p className="xs third">{t(`form.messageMode.${sendingMode}`)}</p>}
      <div className="row">
        <Button type="submit" look="filled" busy={preview.isPending || send.isPending} disabled={words.subject === '' || words.text === ''}>
          {letters(isReady ? 'paper.send' : 'paper.preview')}
        </Button>
      </div>
    </SheetForm>
  )
}

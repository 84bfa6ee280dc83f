// Words a waiting message anew; the template's words stay beside it.
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wordOutbox } from '#contract/outbox'
import type { Id } from '#values/id'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { SheetForm } from '../ui/sheet-section.tsx'
import { TextField } from '../ui/text-field.tsx'
import { toast } from '../ui/toasts.tsx'

type Props = {
  readonly outboxId: Id
  readonly subject: string
  readonly text: string
  readonly isEdited: boolean
  readonly onDone: () => void
}

export function WordingForm({ outboxId, subject: given, text: givenText, isEdited, onDone }: Props) {
  const { t } = useTranslation(['outbox-screen', 'shell'])
  const { params } = useCompany()
  const [subject, setSubject] = useState(given)
  const [text, setText] = useState(givenText)
  const word = useChange(wordOutbox, ['outbox'])
  const keep = (wording: { subject: string; text: string } | null) =>
    word.mutate(
      { params: { ...params, outboxId }, body: { wording } },
      {
        onSuccess: () => {
          toast(t('sheet.worded'))
          onDone()
        },
      },
    )
  return (
    <SheetForm title={t('sheet.wording')} onSubmit={() => keep({ subject, text })} onLeave={onDone}>
      {word.error === null ? null : <FailureBanner error={word.error} />}
      <TextField label={t('sheet.subject')} value={subject} onChange={setSubject} autoFocus />
      <Textarea label={t('sheet.text')} value={text} minRows={10} autosize onChange={(event) => setText(event.currentTarget.value)} />
      <div className="row wrap tight">
        <Button look="filled" size="sm" type="submit" busy={word.isPending} disabled={subject.trim() === '' || text.trim() === ''}>
          {t('sheet.keep')}
        </Button>
        {isEdited ? (
          <Button size="sm" onClick={() => keep(null)}>
            {t('sheet.original')}
          </Button>
        ) : null}
        <Button look="plain" size="sm" onClick={onDone}>
          {t('shell:cancel')}
        </Button>
      </div>
    </SheetForm>
  )
}

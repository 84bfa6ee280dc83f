// Notes on a payment: what people wrote, and a line to write one more. Names after @ stand out.
import { Textarea } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { removePaymentNote } from '#contract/payment-decisions'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { useFormat } from '../ui/use-format.ts'
import type { PaymentDetail } from './payment-types.ts'
import classes from './review.module.css'

type Props = {
  readonly payment: PaymentDetail
  readonly writing: boolean
  readonly mayWrite: boolean
  readonly onSave: (text: string) => void
  readonly onLeave: () => void
}

export function NoteBox({ payment, writing, mayWrite, onSave, onLeave }: Props) {
  const { t } = useTranslation('review')
  const { params } = useCompany()
  const format = useFormat()
  const remove = useChange(removePaymentNote, ['payments'])
  const [text, setText] = useState('')
  const save = () => {
    if (text.trim() === '') return
    onSave(text.trim())
    setText('')
  }
  if (payment.notes.length === 0 && !writing) return null
  return (
    <section className={classes.notes} aria-label={t('note.title')}>
      {payment.notes.map((note) => (
        <div key={note.noteId} className={classes.note}>
          <p className="s grow" dir="auto">
            {note.text.split(/(@[\p{L}\d._-]+)/u).map((part, at) =>
              part.startsWith('@') ? (
                <b key={at} className="tone-accent">
                  {part}
                </b>
              ) : (
                part
              ),
            )}
            <span className="xs third">
              {' '}
              {note.author ?? '–'}, {format.moment(note.createdAt)}
            </span>
          </p>
          {mayWrite ? (
            <Button
              look="plain"
              size="sm"
              icon
              aria-label={t('note.remove')}
              busy={remove.isPending}
              onClick={() => remove.mutate({ params: { ...params, paymentId: payment.paymentId, noteId: note.noteId } })}
            >
              <IconX size={14} stroke={1.6} aria-hidden />
            </Button>
          ) : null}
        </div>
      ))}
      {writing ? (
        <div className={classes.noteField}>
          <Textarea
            aria-label={t('note.write')}
            placeholder={t('note.write')}
            value={text}
            autoFocus
            autosize
            minRows={1}
            maxRows={6}
            maxLength={2000}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.shiftKey) {
                event.preventDefault()
                save()
              }
              if (event.key === 'Escape') {
                event.stopPropagation()
                onLeave()
              }
            }}
          />
          <Button size="sm" disabled={text.trim() === ''} onClick={save}>
            {t('note.save')} <KeyCap>Enter</KeyCap>
          </Button>
        </div>
      ) : null}
    </section>
  )
}

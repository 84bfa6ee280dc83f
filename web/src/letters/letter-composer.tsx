// A message or letter to one customer: kind, tone and way, the preview as it would go, then send or print and keep.
import { Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { issuePaper, previewLetter, sendLetter } from '#contract/letters'
import { type Tone, tones } from '#contract/templates'
import type { Id } from '#values/id'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Panel, PanelBody } from '../ui/panel.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { toast } from '../ui/toasts.tsx'
import classes from './letters.module.css'
import { MessagePreview } from './message-preview.tsx'

const kinds = ['reminder', 'notice-before-due', 'demand', 'pre-court-demand', 'balance-confirmation', 'statement', 'free-text'] as const
const papers = ['demand', 'pre-court-demand', 'balance-confirmation', 'statement'] as const
const ways = ['email', 'sms', 'letter'] as const

export function LetterComposer({ customerId }: { readonly customerId: Id }) {
  const { t } = useTranslation('letters')
  const words = useTranslation('templates').t
  const { params, can } = useCompany()
  const [kind, setKind] = useState<(typeof kinds)[number]>('demand')
  const [tone, setTone] = useState<Tone>('neutral')
  const [medium, setMedium] = useState<(typeof ways)[number]>('email')
  const [subject, setSubject] = useState('')
  const [text, setText] = useState('')
  const preview = useChange(previewLetter, [])
  const send = useChange(sendLetter, ['letters', 'outbox'])
  const print = useChange(issuePaper, ['letters'])
  const free = kind === 'free-text'
  const ready = !free || (subject.trim() !== '' && text.trim() !== '')
  const of = { ...params, customerId }
  const body = { kind, tone, medium, documentId: null, freeText: free ? { subject, text } : null }
  const paper = papers.find((each) => each === kind)
  const error = send.error ?? print.error ?? preview.error
  const stale =
    <V,>(set: (value: V) => void) =>
    (value: V) => {
      set(value)
      preview.reset()
    }
  return (
    <Panel title={t('paper.title')} ruled>
      <PanelBody>
        <div className={classes.form}>
          <div className="row wrap">
            <Select
              label={t('paper.kind')}
              value={kind}
              allowDeselect={false}
              data={kinds.map((value) => ({ value, label: words(`kinds.${value}`) }))}
              onChange={(value) => stale(setKind)(kinds.find((each) => each === value) ?? kind)}
            />
          </div>
          <div className="row wrap">
            <Segmented
              label={t('paper.tone')}
              value={tone}
              options={tones.map((value) => ({ value, word: words(`tones.${value}`) }))}
              onChange={stale(setTone)}
            />
            <Segmented
              label={t('paper.medium')}
              value={medium}
              options={ways.map((value) => ({ value, word: t(`paper.media.${value}`) }))}
              onChange={stale(setMedium)}
            />
          </div>
          {free ? (
            <>
              <TextInput label={t('paper.subject')} value={subject} onChange={(event) => stale(setSubject)(event.currentTarget.value)} />
              <Textarea
                label={t('paper.text')}
                autosize
                minRows={5}
                value={text}
                onChange={(event) => stale(setText)(event.currentTarget.value)}
              />
            </>
          ) : null}
          {error === null ? null : <FailureBanner error={error} />}
          {preview.data === undefined ? null : <MessagePreview shown={preview.data} view={medium === 'email' ? 'desktop' : medium} />}
          <div className="row wrap">
            <Button
              look={preview.data === undefined ? 'filled' : 'outline'}
              busy={preview.isPending}
              disabled={!ready}
              onClick={() => preview.mutate({ params: of, body })}
            >
              {t('paper.preview')}
            </Button>
            {can('messages.approve') && preview.data !== undefined && preview.data.failure === null && medium !== 'letter' ? (
              <Button
                look="filled"
                busy={send.isPending}
                onClick={() =>
                  send.mutate(
                    { params: of, body },
                    {
                      onSuccess: () => {
                        toast(t('paper.sent'))
                        preview.reset()
                      },
                    },
                  )
                }
              >
                {t('paper.send')}
              </Button>
            ) : null}
            {can('messages.approve') &&
            preview.data !== undefined &&
            preview.data.failure === null &&
            medium === 'letter' &&
            paper !== undefined ? (
              <Button
                look="filled"
                busy={print.isPending}
                onClick={() => print.mutate({ params: of, body: { kind: paper, tone } }, { onSuccess: () => toast(t('paper.printed')) })}
              >
                {t('paper.print')}
              </Button>
            ) : null}
          </div>
        </div>
      </PanelBody>
    </Panel>
  )
}

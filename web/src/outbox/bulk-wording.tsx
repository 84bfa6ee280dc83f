// Words several waiting messages of one template anew at once, with its variables; each is looked at before they are kept.
import { Select, Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wordTogether } from '#contract/outbox'
import type { Output } from '#contract/route'
import { readTemplate } from '#contract/templates'
import { InsertButtons } from '../letters/insert-buttons.tsx'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { Banner } from '../ui/notices.tsx'
import { SheetForm } from '../ui/sheet-section.tsx'
import { SideSheet } from '../ui/side-sheet.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { TextField } from '../ui/text-field.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import { type Draft, draftKey } from './alike-drafts.ts'
import { WordedPreview } from './worded-preview.tsx'

type Kept = Output<typeof wordTogether>

/** What was ticked, by template: the most numerous is worded first, and another can be chosen. */
export function BulkWording({ groups, onClose }: { readonly groups: readonly (readonly Draft[])[]; readonly onClose: () => void }) {
  const { t } = useTranslation(['outbox-screen', 'templates'])
  const { params } = useCompany()
  const [key, setKey] = useState<string | null>(null)
  const keyed = new Map(groups.flatMap((of) => (of[0] === undefined ? [] : [[draftKey(of[0]), of] as const])))
  const [first = ''] = keyed.keys()
  const chosen = key ?? first
  const drafts = keyed.get(chosen) ?? []
  const nameOf = (of: readonly Draft[]): string => {
    const [kind, tone, language] = of[0]?.about.draft.templateId.split(':') ?? []
    const medium = of[0]?.about.draft.medium ?? 'email'
    const parts = [
      t(`templates:kinds.${kind}` as never),
      t(`templates:tones.${tone}` as never),
      t(`templates:languages.${language}` as never),
    ]
    return `${parts.map(String).join(', ')}${medium === 'email' ? '' : `, ${t(`templates:views.${medium}`)}`} (${of.length})`
  }
  const templateId = drafts[0]?.about.draft.templateId ?? ''
  const { data, error, refetch } = useRead(readTemplate, { params: { ...params, templateId } }, { enabled: templateId !== '' })
  return (
    <SideSheet label={t('bulk.wordLabel')} title={t('bulk.title', { count: drafts.length })} width={560} onClose={onClose}>
      {keyed.size < 2 ? null : (
        <Select
          label={t('bulk.template')}
          description={t('bulk.severalTemplates')}
          value={chosen}
          allowDeselect={false}
          data={[...keyed].map(([value, of]) => ({ value, label: nameOf(of) }))}
          onChange={setKey}
        />
      )}
      {data !== undefined ? (
        <WordingOfMany key={chosen} drafts={drafts} template={data} onClose={onClose} />
      ) : error !== null ? (
        <FailurePlace error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows rows={6} />
      )}
    </SideSheet>
  )
}

type Props = { readonly drafts: readonly Draft[]; readonly template: Output<typeof readTemplate>; readonly onClose: () => void }

function WordingOfMany({ drafts, template, onClose }: Props) {
  const { t } = useTranslation(['outbox-screen', 'shell'])
  const { params } = useCompany()
  const failure = useFailureWords()
  const draft = drafts[0]?.about.draft
  const isSms = draft?.medium === 'sms'
  const [subject, setSubject] = useState(template.texts.subject)
  const [text, setText] = useState(isSms ? template.texts.sms : template.texts.body)
  const field = useRef<HTMLTextAreaElement>(null)
  const [refused, setRefused] = useState<Kept['refused']>([])
  const word = useChange(wordTogether, ['outbox'])
  if (draft === undefined) return null
  const takeBack = ({ editedAt, refused: stayed }: Kept) => {
    const worded = drafts.filter(({ outboxId }) => !stayed.some((each) => each.outboxId === outboxId))
    word.mutate(
      { params, body: { draft, drafts: worded.map(({ outboxId }) => ({ outboxId, editedAt })), wording: null } },
      { onSuccess: () => toast(t('bulk.takenBack')) },
    )
  }
  const keep = () =>
    word.mutate(
      {
        params,
        body: {
          draft,
          drafts: drafts.map(({ outboxId, about }) => ({ outboxId, editedAt: about.editedAt })),
          wording: { subject, text },
        },
      },
      {
        onSuccess: (kept) => {
          if (kept.done > 0) toast(t('bulk.worded', { count: kept.done }), { undo: () => takeBack(kept) })
          setRefused(kept.refused)
          if (kept.refused.length === 0) onClose()
        },
      },
    )
  const nameOf = (outboxId: string) => drafts.find((each) => each.outboxId === outboxId)?.customerName ?? ''
  return (
    <>
      <SheetForm title={t('sheet.wording')} onSubmit={keep}>
        {word.error === null ? null : <FailureBanner error={word.error} />}
        {refused.length === 0 ? null : (
          <Banner tone="warn" title={t('bulk.unchanged')}>
            <ul>
              {refused.map(({ outboxId, code }) => (
                <li key={outboxId}>
                  {nameOf(outboxId)}: {failure({ code }).title}
                </li>
              ))}
            </ul>
          </Banner>
        )}
        <p className="s second">{t('bulk.hint')}</p>
        {isSms ? null : <TextField label={t('sheet.subject')} value={subject} onChange={setSubject} />}
        <Textarea
          ref={field}
          label={t('sheet.text')}
          value={text}
          autosize
          minRows={8}
          maxRows={18}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <InsertButtons field={field} text={text} onText={setText} variables={template.variables} />
        <div className="row wrap tight">
          <Button
            look="filled"
            size="sm"
            type="submit"
            busy={word.isPending}
            disabled={refused.length > 0 || text.trim() === '' || (!isSms && subject.trim() === '')}
          >
            {t('bulk.keep', { count: drafts.length })}
          </Button>
          <Button look="plain" size="sm" onClick={onClose}>
            {t(refused.length > 0 ? 'shell:close' : 'shell:cancel')}
          </Button>
        </div>
      </SheetForm>
      <WordedPreview drafts={drafts} subject={subject} text={text} />
    </>
  )
}

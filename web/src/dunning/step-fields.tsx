// What a step is: its day, name, kind, tone, template, ways, enclosures, what it asks of a person, and who lets it go.
import { Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { listTemplates } from '#contract/templates'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Segmented } from '../ui/segmented.tsx'
import { Choice } from './choice.tsx'
import classes from './dunning.module.css'
import { approvals, enclosures, kinds, media, offsetOf, type Step, type StepDraft, sides, tasks, tones } from './policy-draft.ts'
import { useStepWords } from './step-words.ts'

type Props = { readonly draft: StepDraft; readonly onChange: (draft: StepDraft) => void; readonly onSettle: () => void }

const usual = 'usual'

export function StepFields({ draft, onChange, onSettle }: Props) {
  const { t } = useTranslation('dunning-screen')
  const { params, settings } = useCompany()
  const words = useStepWords()
  const { step } = draft
  const set = (part: Partial<Step>) => onChange({ ...draft, step: { ...step, ...part } })
  const writes = step.media.length > 0
  const templates = useRead(listTemplates, { params }).data?.rows ?? []
  const others = templates.filter((row) => row.kind === step.kind && row.language === settings.language)
  return (
    <>
      <div className="row top">
        <TextInput
          label={t('column.days')}
          value={draft.days}
          inputMode="numeric"
          maxLength={3}
          error={offsetOf(draft) === null ? t('sheet.daysWrong') : undefined}
          styles={{ input: { width: 96 } }}
          onChange={(event) => onChange({ ...draft, days: event.currentTarget.value })}
          onBlur={onSettle}
        />
        <div className="grow">
          <Choice
            label={t('sheet.side')}
            value={draft.side}
            options={sides.map((value) => ({ value, label: t(`sideLong.${value}`) }))}
            onChange={(side) => onChange({ ...draft, side })}
          />
        </div>
      </div>
      <TextInput
        label={t('sheet.name')}
        value={step.name ?? ''}
        placeholder={words.name({ ...step, name: null })}
        maxLength={80}
        onChange={(event) => set({ name: event.currentTarget.value === '' ? null : event.currentTarget.value })}
      />
      <div className="stack tight" role="group" aria-label={t('column.media')}>
        <span className={classes.label}>{t('column.media')}</span>
        <div className="row wide wrap">
          {media.map((each) => (
            <Checkbox
              key={each}
              label={t(`media.${each}`)}
              checked={step.media.includes(each)}
              onChange={(event) => {
                const on = event.currentTarget.checked
                set({ media: media.filter((one) => (one === each ? on : step.media.includes(one))) })
              }}
            />
          ))}
        </div>
      </div>
      {writes ? (
        <>
          <Choice
            label={t('sheet.kind')}
            value={step.kind}
            options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            onChange={(kind) => set({ kind, templateId: null })}
          />
          <Choice
            label={t('column.tone')}
            value={step.tone}
            options={tones.map((value) => ({ value, label: t(`tone.${value}`) }))}
            onChange={(tone) => set({ tone })}
          />
          <Choice
            label={t('sheet.template')}
            hint={t('sheet.templateHint')}
            value={others.some((row) => row.templateId === step.templateId) ? (step.templateId ?? usual) : usual}
            options={[
              { value: usual, label: t('sheet.templateUsual') },
              ...others.map((row) => ({
                value: row.templateId,
                label: t(row.own ? 'sheet.templateOwn' : 'sheet.templateReady', { tone: t(`tone.${row.tone}`), subject: row.subject }),
              })),
            ]}
            onChange={(templateId) => set({ templateId: templateId === usual ? null : templateId })}
          />
          <div className="stack tight" role="group" aria-label={t('sheet.attachments')}>
            <span className={classes.label}>{t('sheet.attachments')}</span>
            {enclosures.map((each) => (
              <Checkbox
                key={each}
                label={t(`attachment.${each}`)}
                checked={step.attachments.includes(each)}
                onChange={(event) => {
                  const on = event.currentTarget.checked
                  set({ attachments: enclosures.filter((one) => (one === each ? on : step.attachments.includes(one))) })
                }}
              />
            ))}
          </div>
        </>
      ) : null}
      <Choice
        label={t('sheet.task')}
        value={step.task ?? 'none'}
        options={(['none', ...tasks] as const).map((value) => ({ value, label: t(`taskLong.${value}`) }))}
        onChange={(task) => set({ task: task === 'none' ? null : task })}
      />
      {writes ? (
        <div className="stack tight">
          <span className={classes.label}>{t('column.approval')}</span>
          <div>
            <Segmented
              label={t('column.approval')}
              value={step.approval}
              options={approvals.map((value) => ({ value, word: t(`approval.${value}`) }))}
              onChange={(approval) => set({ approval })}
            />
          </div>
        </div>
      ) : null}
    </>
  )
}

// One step of the ladder: its fields in a row, and under it what keeps it from being published.
import { Checkbox, Select, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { say } from '../ui/say.ts'
import { useFormat } from '../ui/use-format.ts'
import classes from './dunning.module.css'
import { approvals, kinds, media, offsetOf, type Step, type StepDraft, sides, tasks, tones } from './policy-draft.ts'

type Props = {
  readonly draft: StepDraft
  readonly customers: number
  readonly paid: number | null
  readonly problems: readonly { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }[]
  readonly may: boolean
  readonly onChange: (draft: StepDraft) => void
  readonly onSettle: () => void
  readonly onRemove: () => void
}

export function StepRow({ draft, customers, paid, problems, may, onChange, onSettle, onRemove }: Props) {
  const { t, i18n } = useTranslation('dunning-screen')
  const format = useFormat()
  const { step } = draft
  const set = (part: Partial<Step>) => onChange({ ...draft, step: { ...step, ...part } })
  return (
    <>
      <tr>
        <td>
          <div className="row tight">
            <TextInput
              aria-label={t('column.days')}
              value={draft.days}
              inputMode="numeric"
              maxLength={3}
              error={offsetOf(draft) === null}
              styles={{ input: { width: 52, textAlign: 'right' } }}
              onChange={(event) => onChange({ ...draft, days: event.currentTarget.value })}
              onBlur={onSettle}
            />
            <Choice
              label={t('column.when')}
              width={130}
              value={draft.side}
              options={sides.map((value) => ({ value, label: t(`side.${value}`) }))}
              onChange={(side) => onChange({ ...draft, side })}
              onBlur={onSettle}
            />
          </div>
        </td>
        <td>
          <Choice
            label={t('column.what')}
            width={194}
            value={step.kind}
            options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            onChange={(kind) => set({ kind })}
          />
        </td>
        <td>
          <Choice
            label={t('column.tone')}
            width={112}
            value={step.tone}
            options={tones.map((value) => ({ value, label: t(`tone.${value}`) }))}
            onChange={(tone) => set({ tone })}
          />
        </td>
        <td>
          <div className={`row ${classes.ways}`}>
            {media.map((each) => (
              <Checkbox
                key={each}
                label={t(`media.${each}`)}
                checked={step.media.includes(each)}
                disabled={!may}
                onChange={(event) => {
                  const on = event.currentTarget.checked
                  set({ media: media.filter((one) => (one === each ? on : step.media.includes(one))) })
                }}
              />
            ))}
          </div>
        </td>
        <td>
          <Choice
            label={t('column.task')}
            width={104}
            value={step.task ?? 'none'}
            options={(['none', ...tasks] as const).map((value) => ({ value, label: t(`task.${value}`) }))}
            onChange={(task) => set({ task: task === 'none' ? null : task })}
          />
        </td>
        <td>
          <Choice
            label={t('column.approval')}
            width={130}
            value={step.approval}
            options={approvals.map((value) => ({ value, label: t(`approval.${value}`) }))}
            onChange={(approval) => set({ approval })}
          />
        </td>
        <td>{format.number(customers)}</td>
        <td>{paid === null ? '–' : t('share', { share: format.number(paid) })}</td>
        {may ? (
          <td>
            <Button look="plain" size="sm" icon aria-label={t('removeStep')} title={t('removeStep')} onClick={onRemove}>
              <IconTrash size={16} aria-hidden />
            </Button>
          </td>
        ) : null}
      </tr>
      {problems.length === 0 ? null : (
        <tr className={classes.wrong}>
          <td colSpan={may ? 9 : 8} className="tone-bad s" role="alert">
            {problems.map(({ code, facts }) => say(i18n, `dunning-screen:problem.${code}`, facts)).join(' ')}
          </td>
        </tr>
      )}
    </>
  )
}

function Choice<V extends string>({
  label,
  width,
  value,
  options,
  onChange,
  onBlur,
}: {
  readonly label: string
  readonly width: number
  readonly value: V
  readonly options: readonly { readonly value: V; readonly label: string }[]
  readonly onChange: (value: V) => void
  readonly onBlur?: () => void
}) {
  return (
    <Select
      aria-label={label}
      value={value}
      data={[...options]}
      allowDeselect={false}
      style={{ width }}
      {...(onBlur && { onBlur })}
      onChange={(next) => {
        const found = options.find((option) => option.value === next)
        if (found !== undefined) onChange(found.value)
      }}
    />
  )
}

// What may settle without a person: the switch, the kinds, the least certainty, overpayments, tolerances; one form, saved whole.
import { Checkbox, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeMatching, overpaymentChoices, postableKinds } from '#contract/matching'
import { useChange } from '../../queries.ts'
import { useCompany } from '../../shell/company.ts'
import { toast } from '../../ui/toasts.tsx'
import { useFormat } from '../../ui/use-format.ts'
import { SettingsForm } from '../settings-form.tsx'
import classes from './matching.module.css'
import { type Matching, staleByMatching } from './matching-types.ts'
import { certaintyOf, changeOf, draftOf, type PostingDraft } from './posting-draft.ts'
import { RecordLine } from './record-line.tsx'
import { ToleranceFields } from './tolerance-fields.tsx'

export function PostingForm({ matching }: { readonly matching: Matching }) {
  const { t } = useTranslation('matching-settings')
  const { params, can } = useCompany()
  const { language } = useFormat()
  const change = useChange(changeMatching, staleByMatching)
  const [draft, setDraft] = useState(() => draftOf(matching, language))
  const set = (part: Partial<PostingDraft>) => setDraft({ ...draft, ...part })
  const may = can('company.change')
  const body = changeOf(draft)
  const save = () => {
    if (body !== null) change.mutate({ params, body }, { onSuccess: () => toast(t('saved')) })
  }
  return (
    <SettingsForm
      title={t('posting.title')}
      lead={<RecordLine record={matching.record} on={matching.automaticPosting} />}
      layout="wide"
      may={may}
      ready={body !== null}
      saving={change}
      onSave={save}
    >
      <Switch
        label={t('posting.switch')}
        description={t('posting.switchHint')}
        checked={draft.automaticPosting}
        onChange={(event) => set({ automaticPosting: event.currentTarget.checked })}
      />
      <Kinds chosen={draft.postKinds} onChange={(postKinds) => set({ postKinds })} />
      <TextInput
        label={t('posting.from')}
        description={t('posting.fromHint')}
        value={draft.postFrom}
        inputMode="decimal"
        autoComplete="off"
        error={certaintyOf(draft.postFrom) === null}
        rightSection={<span className="s third">%</span>}
        rightSectionWidth={36}
        styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums', paddingInlineEnd: 36 }, wrapper: { width: 120 } }}
        onChange={(event) => set({ postFrom: event.currentTarget.value })}
      />
      <div className="stack tight">
        <h3>{t('posting.over')}</h3>
        <div className={classes.choices} role="radiogroup" aria-label={t('posting.over')}>
          {overpaymentChoices.map((choice) => (
            <label key={choice} className={classes.choice}>
              <input
                type="radio"
                name="overpayments"
                checked={draft.overpayments === choice}
                onChange={() => set({ overpayments: choice })}
              />
              <span>
                <b className="strong">{t(`overpayments.${choice}`)}</b>
                <span className={classes.hint}>{t(`overpaymentsHint.${choice}`)}</span>
              </span>
            </label>
          ))}
        </div>
      </div>
      <ToleranceFields rows={draft.rows} others={draft.others} onChange={set} />
    </SettingsForm>
  )
}

type Kind = (typeof postableKinds)[number]

function Kinds({ chosen, onChange }: { readonly chosen: readonly Kind[]; readonly onChange: (kinds: readonly Kind[]) => void }) {
  const { t } = useTranslation('matching-settings')
  return (
    <div className="stack tight">
      <h3>{t('posting.kinds')}</h3>
      <div className={`${classes.choices} ${classes.kinds}`} role="group" aria-label={t('posting.kinds')}>
        {postableKinds.map((kind) => (
          <Checkbox
            key={kind}
            className={classes.kind ?? ''}
            checked={chosen.includes(kind)}
            onChange={(event) =>
              onChange(postableKinds.filter((each) => (each === kind ? event.currentTarget.checked : chosen.includes(each))))
            }
            label={
              <>
                <b className="strong">{t(`kind.${kind}`)}</b>
                <span className={classes.hint}>{t(`kindHint.${kind}`)}</span>
              </>
            }
          />
        ))}
      </div>
    </div>
  )
}

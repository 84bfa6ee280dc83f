// One step under the pen, beside the ladder: when it is, what goes to whom and by which way, and how a real customer would see it.
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Banner } from '../ui/notices.tsx'
import { say } from '../ui/say.ts'
import { SideSheet } from '../ui/side-sheet.tsx'
import classes from './dunning.module.css'
import type { Problem, StepDraft } from './policy-draft.ts'
import { RecipientFields } from './recipient-fields.tsx'
import { StepFields } from './step-fields.tsx'
import { StepPreview } from './step-preview.tsx'
import { useStepWords } from './step-words.ts'

type Props = {
  readonly draft: StepDraft
  readonly at: number
  readonly problems: readonly Problem[]
  readonly may: boolean
  readonly onChange: (draft: StepDraft) => void
  /** The days were typed to their end: the rows may change places. */
  readonly onSettle: () => void
  readonly onRemove: () => void
  readonly onClose: () => void
}

export function StepSheet({ draft, at, problems, may, onChange, onSettle, onRemove, onClose }: Props) {
  const { t, i18n } = useTranslation('dunning-screen')
  const words = useStepWords()
  return (
    <SideSheet
      label={t('sheet.label')}
      title={<span className="cut">{t('sheet.title', { at: at + 1, name: words.name(draft.step) })}</span>}
      onClose={onClose}
      footer={
        <>
          {may ? (
            <Button look="danger" onClick={onRemove}>
              {t('removeStep')}
            </Button>
          ) : null}
          <Button onClick={onClose}>{t('sheet.done')}</Button>
        </>
      }
    >
      {problems.length === 0 ? null : (
        <Banner tone="bad" title={problems.map(({ code, facts }) => say(i18n, `dunning-screen:problem.${code}`, facts)).join(' ')} />
      )}
      <fieldset disabled={!may} className={`stack ${classes.bare}`}>
        <StepFields draft={draft} onChange={onChange} onSettle={onSettle} />
        {draft.step.media.length === 0 ? null : <RecipientFields draft={draft} onChange={onChange} />}
      </fieldset>
      {draft.step.media.length === 0 ? null : <StepPreview key={draft.step.id} step={draft.step} />}
    </SideSheet>
  )
}

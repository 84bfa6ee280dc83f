// Rules of the company in their order, each with what it touched when it was saved; moved, changed and deleted in place.
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addRule, deleteRule, moveRule } from '#contract/matching'
import { lazyPart } from '../../lazy-part.tsx'
import { useChange } from '../../queries.ts'
import { useCompany } from '../../shell/company.ts'
import { Button } from '../../ui/button.tsx'
import { FailureBanner } from '../../ui/failure.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Panel } from '../../ui/panel.tsx'
import { toast } from '../../ui/toasts.tsx'
import { useFormat } from '../../ui/use-format.ts'
import { withWords } from '../../words.ts'
import classes from './matching.module.css'
import { type Rule, staleByMatching } from './matching-types.ts'
import { useRuleWords } from './use-rule-words.ts'

// Fetched when a rule is opened.
const RuleEditor = lazyPart(() => withWords(import('./rule-editor.tsx'), 'matching-settings'), 'RuleEditor')

/** The rule that is being edited: an id, a new one, or none. */
type Open = string | 'new' | null

export function RulesPanel({ rules }: { readonly rules: readonly Rule[] }) {
  const { t } = useTranslation('matching-settings')
  const { params, can } = useCompany()
  const move = useChange(moveRule, staleByMatching)
  const remove = useChange(deleteRule, staleByMatching)
  const add = useChange(addRule, staleByMatching)
  const [open, setOpen] = useState<Open>(null)
  const may = can('company.change')
  const failed = move.error ?? remove.error ?? add.error
  const forget = (rule: Rule, at: number) =>
    remove.mutate(
      { params: { ...params, ruleId: rule.ruleId } },
      {
        onSuccess: () =>
          toast(t('rules.deleted'), {
            tone: 'neutral',
            undo: () =>
              add.mutate({
                params,
                body: { rule: { when: rule.when, effect: rule.effect }, contradictionsSeen: rule.tried?.contradictions ?? 0, at },
              }),
          }),
      },
    )
  return (
    <Panel
      title={t('rules.title')}
      note={rules.length > 1 ? t('rules.hint') : undefined}
      aside={
        may && open !== 'new' && rules.length > 0 ? (
          <Button size="sm" onClick={() => setOpen('new')}>
            {t('rules.add')}
          </Button>
        ) : undefined
      }
      ruled
    >
      {failed === null ? null : (
        <div className={classes.inset}>
          <FailureBanner error={failed} />
        </div>
      )}
      {rules.length === 0 && open !== 'new' ? (
        <EmptyState
          title={t('rules.none')}
          actions={
            may ? (
              <Button size="sm" onClick={() => setOpen('new')}>
                {t('rules.add')}
              </Button>
            ) : undefined
          }
        >
          {t('rules.noneHint')}
        </EmptyState>
      ) : null}
      <ol>
        {rules.map((rule, at) => (
          <li key={rule.ruleId}>
            {open === rule.ruleId ? (
              <RuleEditor rule={rule} at={at} onClose={() => setOpen(null)} />
            ) : (
              <RuleLine
                rule={rule}
                at={at}
                last={at === rules.length - 1}
                may={may}
                onMove={(to) => move.mutate({ params: { ...params, ruleId: rule.ruleId }, body: { to } })}
                onChange={() => setOpen(rule.ruleId)}
                onDelete={() => forget(rule, at)}
              />
            )}
          </li>
        ))}
      </ol>
      {open === 'new' ? <RuleEditor rule={null} at={rules.length} onClose={() => setOpen(null)} /> : null}
    </Panel>
  )
}

type LineProps = {
  readonly rule: Rule
  readonly at: number
  readonly last: boolean
  readonly may: boolean
  readonly onMove: (to: number) => void
  readonly onChange: () => void
  readonly onDelete: () => void
}

function RuleLine({ rule, at, last, may, onMove, onChange, onDelete }: LineProps) {
  const { t } = useTranslation('matching-settings')
  const format = useFormat()
  const words = useRuleWords()(rule)
  const { tried } = rule
  return (
    <div className={classes.rule}>
      <span className={`${classes.place} figures`}>{at + 1}</span>
      <div className="stack tight grow">
        <p className="s">
          <b className="strong">{words.when}</b>
          <span className="second">: {words.effect}</span>
        </p>
        {tried === null ? null : (
          <p className="xs third">
            {t('rules.tried', { count: tried.touched, day: format.fullDay(tried.on) })}
            {tried.contradictions === 0 ? null : <span className="tone-bad">, {t('rules.against', { count: tried.contradictions })}</span>}
          </p>
        )}
      </div>
      {may ? (
        <div className={classes.ruleActions}>
          <Button
            look="plain"
            size="sm"
            icon
            disabled={at === 0}
            aria-label={t('rules.moveUp', { at: at + 1 })}
            onClick={() => onMove(at - 1)}
          >
            <IconArrowUp size={16} stroke={1.6} aria-hidden />
          </Button>
          <Button
            look="plain"
            size="sm"
            icon
            disabled={last}
            aria-label={t('rules.moveDown', { at: at + 1 })}
            onClick={() => onMove(at + 1)}
          >
            <IconArrowDown size={16} stroke={1.6} aria-hidden />
          </Button>
          <Button look="plain" size="sm" onClick={onChange}>
            {t('rules.change')}
          </Button>
          <Button look="plain" size="sm" onClick={onDelete}>
            {t('rules.delete')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

// Writes or changes a rule: conditions, what follows, the trial on 90 days, and only then saving.
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addRule, changeRule, tryRule } from '#contract/matching'
import { useChange } from '../../queries.ts'
import { useCompany } from '../../shell/company.ts'
import { Button } from '../../ui/button.tsx'
import { FailureBanner } from '../../ui/failure.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { toast } from '../../ui/toasts.tsx'
import { useFormat } from '../../ui/use-format.ts'
import { CustomerField } from './customer-field.tsx'
import classes from './matching.module.css'
import { type Rule, staleByMatching } from './matching-types.ts'
import { currencyOf, draftOfRule, emptyRule, isAmount, type RuleDraft, ruleActions, ruleOf } from './rule-draft.ts'
import { RuleTrial } from './rule-trial.tsx'

const texts = ['payerName', 'title', 'payerAccount', 'creditedAccount'] as const
const currencies = ['PLN', 'EUR', 'USD', 'GBP', 'CZK', 'CHF']

type Props = { readonly rule: Rule | null; readonly at: number; readonly onClose: () => void }

export function RuleEditor({ rule, at, onClose }: Props) {
  const { t } = useTranslation('matching-settings')
  const { params } = useCompany()
  const { language } = useFormat()
  const [draft, setDraft] = useState<RuleDraft>(() => (rule === null ? emptyRule : draftOfRule(rule, language)))
  /** The draft that the shown trial is of. */
  const [tried, setTried] = useState<RuleDraft | null>(null)
  const trial = useChange(tryRule, [])
  const add = useChange(addRule, staleByMatching)
  const change = useChange(changeRule, staleByMatching)
  const set = (part: Partial<RuleDraft>) => setDraft({ ...draft, ...part })
  const made = ruleOf(draft)
  const isTried = tried === draft && trial.data !== undefined
  const attempt = () => {
    if (made === null) return
    trial.mutate({ params, body: { rule: made, ...(rule === null ? {} : { ruleId: rule.ruleId }) } }, { onSuccess: () => setTried(draft) })
  }
  const done = {
    onSuccess: () => {
      toast(t('rules.saved'))
      onClose()
    },
  }
  const save = () => {
    if (made === null || trial.data === undefined) return
    const body = { rule: made, contradictionsSeen: trial.data.contradictions }
    if (rule === null) add.mutate({ params, body }, done)
    else change.mutate({ params: { ...params, ruleId: rule.ruleId }, body }, done)
  }
  const failed = trial.error ?? add.error ?? change.error
  const against = trial.data?.contradictions ?? 0
  return (
    <form
      className={classes.editor}
      aria-label={rule === null ? t('editor.new') : t('editor.change', { at: at + 1 })}
      onSubmit={(event) => {
        event.preventDefault()
        if (isTried) save()
        else attempt()
      }}
    >
      <h3>{rule === null ? t('editor.new') : t('editor.change', { at: at + 1 })}</h3>
      {failed === null ? null : <FailureBanner error={failed} />}
      <div className="stack tight">
        <span className="s strong">{t('editor.if')}</span>
        <p className="xs third">{t('editor.conditionsHint')}</p>
      </div>
      <div className={classes.conditions}>
        {texts.map((field) => (
          <TextInput
            key={field}
            label={t(`editor.${field}`)}
            value={draft[field]}
            maxLength={field === 'payerName' || field === 'title' ? 200 : 40}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => set({ [field]: event.currentTarget.value })}
          />
        ))}
        <MoneyField
          label={t('editor.amountFrom')}
          value={draft.amountFrom}
          currency={draft.currency}
          error={isAmount(draft.amountFrom, draft.currency) ? undefined : t('editor.amountWrong')}
          onChange={(amountFrom) => set({ amountFrom })}
        />
        <MoneyField
          label={t('editor.amountTo')}
          value={draft.amountTo}
          currency={draft.currency}
          error={isAmount(draft.amountTo, draft.currency) ? undefined : t('editor.amountWrong')}
          onChange={(amountTo) => set({ amountTo })}
        />
        {draft.amountFrom === '' && draft.amountTo === '' ? null : (
          <Select
            label={t('editor.currency')}
            value={draft.currency}
            data={currencies}
            onChange={(code) => set({ currency: currencyOf(code) ?? draft.currency })}
          />
        )}
      </div>
      <span className="s strong">{t('editor.then')}</span>
      <div className={classes.choices} role="radiogroup" aria-label={t('editor.then')}>
        {ruleActions.map((action) => (
          <label key={action} className={classes.choice}>
            <input type="radio" name="action" checked={draft.action === action} onChange={() => set({ action })} />
            <span>
              <b className="strong">{t(`editor.action.${action}`)}</b>
              <span className={classes.hint}>{t(`editor.actionHint.${action}`)}</span>
            </span>
          </label>
        ))}
      </div>
      {draft.action === 'customer' ? <CustomerField value={draft.customer} onChange={(customer) => set({ customer })} /> : null}
      {trial.data === undefined || trial.isPending ? null : isTried ? (
        <RuleTrial trial={trial.data} />
      ) : (
        <p className="s tone-warn" role="status">
          {t('editor.tryAgain')}
        </p>
      )}
      <div className="row wrap">
        {isTried ? (
          <Button type="submit" look={against === 0 ? 'filled' : 'danger'} busy={add.isPending || change.isPending}>
            {against === 0 ? t('editor.save') : t('editor.saveAnyway', { count: against })}
          </Button>
        ) : (
          <Button type="submit" look="filled" busy={trial.isPending} disabled={made === null}>
            {t('editor.try')}
          </Button>
        )}
        <Button look="plain" onClick={onClose}>
          {t('editor.cancel')}
        </Button>
      </div>
    </form>
  )
}

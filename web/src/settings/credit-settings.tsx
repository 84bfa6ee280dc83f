// Kredyt kupiecki: how the ratio is counted, the lines, their trial on the last year, and the switch that makes them act.
import { Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeCreditRule, changeCreditSettings, readCreditSettings, simulateCredit } from '#contract/credit'
import { findCurrency, PLN } from '#values/currency'
import { formatDecimal } from '#values/decimal'
import type { SettingsView } from '../credit/credit-words.ts'
import { draftOf, readLines } from '../credit/line-draft.ts'
import { LineFields } from '../credit/line-fields.tsx'
import { type RatioDraft, RatioFields } from '../credit/ratio-fields.tsx'
import { RuleList } from '../credit/rule-list.tsx'
import { SimulationPanel } from '../credit/simulation-panel.tsx'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { Banner } from '../ui/notices.tsx'
import { Panel, PanelBody } from '../ui/panel.tsx'
import { parseAmount } from '../ui/parse-amount.ts'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import { TeamSettings } from './alerts/team-settings.tsx'

const stale = ['credit', 'customers', 'audit'] as const

export function CreditSettings() {
  const { params } = useCompany()
  const { data, error, refetch } = useRead(readCreditSettings, { params })
  if (data === undefined)
    return error === null ? (
      <Panel>
        <SkeletonRows rows={6} height={52} />
      </Panel>
    ) : (
      <FailurePlace error={error} onRetry={() => void refetch()} />
    )
  return <CreditForm settings={data} />
}

function CreditForm({ settings }: { readonly settings: SettingsView }) {
  const { t } = useTranslation('credit')
  const { params, can } = useCompany()
  const may = can('customers.limits')
  const currency = findCurrency(settings.currency) ?? PLN
  const [draft, setDraft] = useState(draftOf(settings.lines))
  const [ratioDraft, setRatio] = useState<RatioDraft>({
    ...settings.ratio,
    leastTurnover: formatDecimal(settings.ratio.leastTurnover).replace('.', ','),
  })
  const saveSettings = useChange(changeCreditSettings, stale)
  const saveRule = useChange(changeCreditRule, stale)
  const simulate = useChange(simulateCredit, [])
  const { lines, wrong } = readLines(draft, currency)
  const leastTurnover = parseAmount(ratioDraft.leastTurnover, currency)
  const ratio = leastTurnover === null ? null : { ...ratioDraft, leastTurnover }
  const ready = lines !== null && ratio !== null
  const company = { kind: 'company' } as const
  const save = () => {
    if (lines === null || ratio === null) return
    saveRule.mutate(
      { params, body: { scope: company, thresholds: lines } },
      { onSuccess: () => saveSettings.mutate({ params, body: { ratio } }, { onSuccess: () => toast(t('settings.saved')) }) },
    )
  }
  const run = () => {
    if (lines !== null && ratio !== null) simulate.mutate({ params, body: { ratio, rule: { scope: company, thresholds: lines } } })
  }
  const error = saveRule.error ?? saveSettings.error ?? simulate.error
  return (
    <div className="stack">
      <ActiveSwitch settings={settings} may={may} />
      <Panel title={t('settings.ratio')} note={t('settings.ratioNote')} ruled>
        <PanelBody>
          <fieldset disabled={!may} style={{ border: 0, margin: 0, padding: '16px 0 0', minWidth: 0 }}>
            <RatioFields draft={ratioDraft} currency={settings.currency} turnoverWrong={leastTurnover === null} onChange={setRatio} />
          </fieldset>
        </PanelBody>
      </Panel>
      <Panel title={t('settings.lines')} note={t('settings.linesNote')} ruled>
        <PanelBody>
          <div className="stack" style={{ paddingTop: 16 }}>
            {error === null ? null : <FailureBanner error={error} />}
            <fieldset disabled={!may} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
              <LineFields draft={draft} currency={settings.currency} wrong={wrong} onChange={setDraft} />
            </fieldset>
            <div className="row wrap">
              {may ? (
                <Button look="filled" busy={saveRule.isPending || saveSettings.isPending} disabled={!ready} onClick={save}>
                  {t('settings.save')}
                </Button>
              ) : null}
              {can('reports.read') ? (
                <Button busy={simulate.isPending} disabled={!ready} onClick={run}>
                  {t('settings.try')}
                </Button>
              ) : null}
              <span className="xs third">{t('settings.tryNote')}</span>
            </div>
          </div>
        </PanelBody>
      </Panel>
      {simulate.data === undefined ? null : <SimulationPanel trial={simulate.data} line={lines?.ratioBlock ?? null} />}
      <RuleList settings={settings} may={may} />
      <TeamSettings />
    </div>
  )
}

function ActiveSwitch({ settings, may }: { readonly settings: SettingsView; readonly may: boolean }) {
  const { t } = useTranslation('credit')
  const { params } = useCompany()
  const failure = useFailureWords()
  const change = useChange(changeCreditSettings, stale)
  const send = (body: { readonly active?: boolean; readonly fourEyes?: boolean }) =>
    change.mutate(
      { params, body },
      { onSuccess: () => toast(t('settings.saved')), onError: (error) => toast(failure(error).title, { tone: 'bad' }) },
    )
  return (
    <Panel>
      <PanelBody>
        <div className="stack" style={{ paddingTop: 16 }}>
          {settings.active ? null : (
            <Banner tone="accent" title={t('settings.offTitle')}>
              {t('settings.offNote')}
            </Banner>
          )}
          <Switch
            label={t('settings.active')}
            description={t('settings.activeHint')}
            checked={settings.active}
            disabled={!may || change.isPending}
            onChange={(event) => send({ active: event.currentTarget.checked })}
          />
          <Switch
            label={t('settings.fourEyes')}
            description={t('settings.fourEyesHint')}
            checked={settings.fourEyes}
            disabled={!may || change.isPending}
            onChange={(event) => send({ fourEyes: event.currentTarget.checked })}
          />
        </div>
      </PanelBody>
    </Panel>
  )
}

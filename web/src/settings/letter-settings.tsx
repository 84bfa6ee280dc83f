// Pisma: letterhead, logo, number series, the bureau, and the rates of interest with what is known of them.
import { Select, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addRate, readLetterSettings, saveLetterSettings } from '#contract/letters'
import type { Output } from '#contract/route'
import { parseDay } from '#values/day'
import { CompanyLogo } from '../letters/company-logo.tsx'
import classes from '../letters/letters.module.css'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { DayField } from '../ui/day-field.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Banner } from '../ui/notices.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { Panel, PanelBody } from '../ui/panel.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import { SettingsForm } from './settings-form.tsx'

type Data = Output<typeof readLetterSettings>

export function LetterSettings() {
  const { params } = useCompany()
  const { data, error } = useRead(readLetterSettings, { params })
  if (error !== null && data === undefined) return <FailureBanner error={error} />
  if (data === undefined)
    return (
      <Panel>
        <SkeletonRows rows={8} height={44} />
      </Panel>
    )
  return (
    <div className="stack">
      <Letterhead data={data} />
      <LogoPanel />
      <Rates data={data} />
    </div>
  )
}

function Letterhead({ data }: { readonly data: Data }) {
  const { t } = useTranslation('letters')
  const settings = useTranslation('settings').t
  const { params, can } = useCompany()
  const change = useChange(saveLetterSettings, ['letters'])
  const [draft, setDraft] = useState(data.settings)
  const text = (field: 'address' | 'bankName' | 'bankAccount' | 'bigName' | 'bigSeat') => ({
    label: t(`letterhead.${field}`),
    value: draft[field] ?? '',
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      setDraft({ ...draft, [field]: event.currentTarget.value === '' ? null : event.currentTarget.value }),
  })
  return (
    <SettingsForm
      title={t('letterhead.title')}
      layout="pairs"
      may={can('company.change')}
      ready={draft.notePattern.includes('{nr}')}
      saving={change}
      onSave={() => change.mutate({ params, body: draft }, { onSuccess: () => toast(settings('saved')) })}
    >
      <TextInput {...text('address')} description={t('letterhead.addressHint')} />
      <TextInput {...text('bankName')} />
      <TextInput {...text('bankAccount')} description={t('letterhead.bankAccountHint')} />
      <TextInput
        label={t('letterhead.notePattern')}
        description={t('letterhead.notePatternHint')}
        value={draft.notePattern}
        onChange={(event) => setDraft({ ...draft, notePattern: event.currentTarget.value })}
      />
      <NumberField
        label={t('letterhead.termDays')}
        value={draft.termDays}
        min={3}
        max={60}
        onChange={(value) => {
          if (value !== null) setDraft({ ...draft, termDays: value })
        }}
      />
      <Select
        label={t('letterhead.crediting')}
        value={draft.crediting}
        allowDeselect={false}
        data={(['principal-first', 'interest-first'] as const).map((value) => ({ value, label: t(`letterhead.${value}`) }))}
        onChange={(value) => setDraft({ ...draft, crediting: value === 'interest-first' ? 'interest-first' : 'principal-first' })}
      />
      <Switch
        label={t('letterhead.smsPlain')}
        description={t('letterhead.smsPlainHint')}
        checked={draft.smsPlain}
        onChange={(event) => setDraft({ ...draft, smsPlain: event.currentTarget.checked })}
      />
      <TextInput {...text('bigName')} description={t('letterhead.bigNameHint')} />
      <TextInput {...text('bigSeat')} />
    </SettingsForm>
  )
}

function LogoPanel() {
  const { t } = useTranslation('letters')
  return (
    <Panel title={t('logo.title')} ruled>
      <PanelBody>
        <CompanyLogo />
      </PanelBody>
    </Panel>
  )
}

function Rates({ data }: { readonly data: Data }) {
  const { t } = useTranslation('letters')
  const { can } = useCompany()
  const format = useFormat()
  return (
    <Panel title={t('rates.title')} ruled>
      <PanelBody>
        <div className={classes.form}>
          {data.rates.map((table) => (
            <div key={table.table} className="stack tight">
              <h3>{t(`rates.tables.${table.table}`)}</h3>
              {table.knownThrough < format.today ? (
                <Banner tone="warn" title={t('rates.missing', { day: format.fullDay(table.knownThrough) })} />
              ) : null}
              <p className="s second">
                {table.rows
                  .slice(0, 4)
                  .map((row) => `${format.fullDay(row.from)}: ${format.percent(row.basisPoints / 100, 2)}`)
                  .join(' · ')}
              </p>
              <p className="xs third">
                {t('rates.known', { day: format.fullDay(table.knownThrough) })} · {table.rows[0]?.source}
              </p>
            </div>
          ))}
          {can('company.change') ? <RateForm /> : null}
        </div>
      </PanelBody>
    </Panel>
  )
}

const tables = ['commercial', 'commercial-medical-public', 'civil'] as const

function RateForm() {
  const { t } = useTranslation('letters')
  const { params } = useCompany()
  const change = useChange(addRate, ['letters'])
  const [table, setTable] = useState<(typeof tables)[number]>('commercial')
  const [from, setFrom] = useState('')
  const [through, setThrough] = useState('')
  const [percent, setPercent] = useState<number | null>(null)
  const [source, setSource] = useState('')
  const fromDay = parseDay(from)
  const throughDay = parseDay(through)
  const ready = fromDay !== null && throughDay !== null && percent !== null && source.trim().length > 2
  return (
    <details>
      <summary className="s">{t('rates.add')}</summary>
      <div className={classes.form}>
        {change.error === null ? null : <FailureBanner error={change.error} />}
        <Select
          label={t('rates.table')}
          value={table}
          allowDeselect={false}
          data={tables.map((value) => ({ value, label: t(`rates.tables.${value}`) }))}
          onChange={(value) => setTable(tables.find((each) => each === value) ?? table)}
        />
        <div className="row wrap">
          <DayField label={t('rates.from')} value={from} onChange={setFrom} />
          <DayField label={t('rates.through')} value={through} onChange={setThrough} />
          <NumberField label={t('rates.rate')} value={percent} decimals={2} onChange={setPercent} />
        </div>
        <TextInput
          label={t('rates.source')}
          description={t('rates.sourceHint')}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <div>
          <Button
            disabled={!ready}
            busy={change.isPending}
            onClick={() => {
              if (fromDay !== null && throughDay !== null && percent !== null)
                change.mutate(
                  {
                    params,
                    body: { table, from: fromDay, knownThrough: throughDay, basisPoints: Math.round(percent * 100), source: source.trim() },
                  },
                  { onSuccess: () => toast(t('rates.added')) },
                )
            }}
          >
            {t('rates.add')}
          </Button>
        </div>
      </div>
    </details>
  )
}

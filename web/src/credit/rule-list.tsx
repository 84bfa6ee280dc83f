// Lines of their own for segments and customers: the list, a new one, and taking one away.
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeCreditRule } from '#contract/credit'
import { listCustomers } from '#contract/customers'
import { findCurrency, PLN } from '#values/currency'
import { readId, writeId } from '#values/id'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Panel, PanelBody, PanelRow } from '../ui/panel.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import { type SettingsView, useCreditWords } from './credit-words.ts'
import { draftOf, readLines } from './line-draft.ts'
import { LineFields } from './line-fields.tsx'

type Rule = SettingsView['rules'][number]
const stale = ['credit', 'customers', 'audit'] as const
const none = {
  ratioWarn: null,
  ratioBlock: null,
  ratioRelease: null,
  overdueAmount: null,
  overdueAmountRelease: null,
  overdueDays: null,
  creditLimit: null,
  riskBlock: null,
}

export function RuleList({ settings, may }: { readonly settings: SettingsView; readonly may: boolean }) {
  const { t } = useTranslation('credit')
  const { params } = useCompany()
  const remove = useChange(changeCreditRule, stale)
  const [adding, setAdding] = useState(false)
  const own = settings.rules.filter(({ scope }) => scope.kind !== 'company')
  return (
    <Panel
      title={t('rules.title')}
      note={t('rules.note')}
      ruled
      {...(may &&
        !adding && {
          aside: (
            <Button size="sm" onClick={() => setAdding(true)}>
              {t('rules.add')}
            </Button>
          ),
        })}
    >
      {own.map((rule) => (
        <RuleLine
          key={rule.scope.kind === 'segment' ? rule.scope.segment : (rule.customerName ?? '')}
          rule={rule}
          {...(may && {
            onRemove: () =>
              remove.mutate({ params, body: { scope: rule.scope, thresholds: null } }, { onSuccess: () => toast(t('rules.removed')) }),
          })}
        />
      ))}
      {own.length === 0 && !adding ? (
        <PanelBody>
          <p className="s third" style={{ paddingTop: 16 }}>
            {t('rules.none')}
          </p>
        </PanelBody>
      ) : null}
      {adding ? <NewRule settings={settings} onDone={() => setAdding(false)} /> : null}
    </Panel>
  )
}

function RuleLine({ rule, onRemove }: { readonly rule: Rule; readonly onRemove?: () => void }) {
  const { t } = useTranslation('credit')
  const format = useFormat()
  const words = useCreditWords()
  const { scope, thresholds } = rule
  const said = (Object.entries(thresholds) as [keyof Rule['thresholds'], unknown][])
    .filter(([, value]) => value !== undefined)
    .map(([name]) => {
      const value = thresholds[name]
      const shown =
        value === null || value === undefined
          ? t('rules.off')
          : typeof value === 'object'
            ? format.money(value)
            : typeof value === 'string'
              ? t(`risk.${value}`)
              : name === 'overdueDays'
                ? t('days', { count: value })
                : words.percent(value)
      return `${t(`field.${name}`)}: ${shown}`
    })
  return (
    <PanelRow>
      <span className="grow" style={{ padding: '8px 0' }}>
        <b className="strong">{scope.kind === 'segment' ? t('rules.segment', { name: scope.segment }) : (rule.customerName ?? '–')}</b>
        <br />
        <span className="third">{said.join(' · ')}</span>
      </span>
      {onRemove === undefined ? null : (
        <Button size="sm" onClick={onRemove}>
          {t('rules.remove')}
        </Button>
      )}
    </PanelRow>
  )
}

function NewRule({ settings, onDone }: { readonly settings: SettingsView; readonly onDone: () => void }) {
  const { t } = useTranslation('credit')
  const shell = useTranslation('shell').t
  const { params } = useCompany()
  const save = useChange(changeCreditRule, stale)
  const [kind, setKind] = useState<'segment' | 'customer'>('customer')
  const [segment, setSegment] = useState<string | null>(null)
  const [customer, setCustomer] = useState<string | null>(null)
  const [search, setSearch] = useState('')
  const [draft, setDraft] = useState(draftOf(none))
  const customers = useRead(listCustomers, { params, query: { search, order: 'name', limit: 20 } }, { keep: true })
  const { lines, wrong } = readLines(draft, findCurrency(settings.currency) ?? PLN)
  const filled = lines === null ? {} : Object.fromEntries(Object.entries(lines).filter(([, value]) => value !== null))
  const customerId = customer === null ? null : readId('customer', customer)
  const scope = kind === 'segment' ? (segment === null ? null : { kind, segment }) : customerId === null ? null : { kind, customerId }
  return (
    <PanelBody>
      <form
        className="stack"
        style={{ paddingTop: 16 }}
        onSubmit={(event) => {
          event.preventDefault()
          if (scope === null) return
          save.mutate(
            { params, body: { scope, thresholds: filled } },
            {
              onSuccess: () => {
                toast(t('rules.saved'))
                onDone()
              },
            },
          )
        }}
      >
        {save.error === null ? null : <FailureBanner error={save.error} />}
        <Segmented
          label={t('rules.for')}
          value={kind}
          options={[
            { value: 'customer', word: t('rules.forCustomer') },
            { value: 'segment', word: t('rules.forSegment') },
          ]}
          onChange={setKind}
        />
        {kind === 'customer' ? (
          <Select
            label={t('rules.forCustomer')}
            searchable
            value={customer}
            searchValue={search}
            onSearchChange={setSearch}
            onChange={setCustomer}
            filter={({ options }) => options}
            data={(customers.data?.rows ?? []).map((row) => ({ value: writeId('customer', row.customerId), label: row.name }))}
          />
        ) : settings.segments.length === 0 ? (
          <TextInput label={t('rules.forSegment')} disabled value={t('rules.noSegments')} />
        ) : (
          <Select label={t('rules.forSegment')} value={segment} onChange={setSegment} data={[...settings.segments]} />
        )}
        <p className="xs third">{t('rules.emptyMeans')}</p>
        <LineFields draft={draft} currency={settings.currency} wrong={wrong} onChange={setDraft} />
        <div className="row">
          <Button type="submit" look="filled" busy={save.isPending} disabled={scope === null || Object.keys(filled).length === 0}>
            {shell('save')}
          </Button>
          <Button look="plain" onClick={onDone}>
            {shell('cancel')}
          </Button>
        </div>
      </form>
    </PanelBody>
  )
}

// Connecting a system: its own fields, a test that changes nothing, then what to carry.
import { Checkbox, TextInput } from '@mantine/core'
import { IconExternalLink, IconShield } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { makeConnection, tryConnection } from '#contract/connections'
import type { Id } from '#values/id'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { type FieldValue, initialValues, missingFields, SettingField } from '../ui/setting-field.tsx'
import { Shape } from '../ui/shape.tsx'
import { SheetLine } from '../ui/sheet-section.tsx'
import { SideSheet } from '../ui/side-sheet.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import { ConnectionReportBox } from './connection-report.tsx'
import { type Plugin, useKindWord } from './integration-words.ts'
import classes from './integrations.module.css'

const steps = ['access', 'test', 'scope'] as const

export function ConnectWizard({
  plugin,
  onClose,
  onMade,
}: {
  readonly plugin: Plugin
  readonly onClose: () => void
  readonly onMade: (id: Id) => void
}) {
  const { t } = useTranslation('integrations')
  const shell = useTranslation('shell').t
  const { params } = useCompany()
  const { language } = useFormat()
  const word = useKindWord()
  const [values, setValues] = useState<Record<string, FieldValue>>(() => initialValues(plugin.fields))
  const [name, setName] = useState(plugin.name)
  const [kinds, setKinds] = useState<readonly string[]>(plugin.kinds)
  const [tried, setTried] = useState(false)
  const test = useChange(tryConnection, [])
  const make = useChange(makeConnection, ['connections', 'dashboard', 'jobs'])
  const step = test.isSuccess ? 'scope' : test.isPending || test.isError ? 'test' : 'access'
  const missing = missingFields(plugin.fields, values, false)
  const settings = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')) as Record<
    string,
    string | number | boolean
  >
  const submit = () => {
    setTried(true)
    if (missing.length > 0) return
    if (!test.isSuccess) {
      test.mutate({ params, body: { shelf: plugin.shelf, pluginId: plugin.pluginId, settings } })
      return
    }
    make.mutate(
      { params, body: { shelf: plugin.shelf, pluginId: plugin.pluginId, name: name.trim(), settings, kinds: [...kinds] } },
      {
        onSuccess: ({ connectionId }) => {
          toast(t('wizard.saved', { name }))
          onMade(connectionId)
        },
      },
    )
  }
  const change = (field: string, value: FieldValue) => {
    setValues({ ...values, [field]: value })
    if (!test.isIdle) test.reset()
  }
  return (
    <form
      style={{ display: 'contents' }}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <SideSheet
        label={t('wizard.label', { name: plugin.name })}
        title={t('wizard.label', { name: plugin.name })}
        onClose={onClose}
        takesFocus
        footer={
          <>
            <Button look="plain" onClick={onClose}>
              {shell('cancel')}
            </Button>
            <span className="end" />
            {test.isSuccess ? (
              <Button type="submit" look="filled" busy={make.isPending} disabled={kinds.length === 0 || name.trim() === ''}>
                {t('wizard.save')}
              </Button>
            ) : (
              <Button type="submit" look="filled" busy={test.isPending}>
                {t('wizard.test_act')}
              </Button>
            )}
          </>
        }
      >
        <ol className={classes.steps} aria-label={t('wizard.steps')}>
          {steps.map((id, at) => {
            const now = steps.indexOf(step)
            return (
              <li
                key={id}
                className={at < now ? 'tone-ok' : at === now ? 'tone-accent' : 'third'}
                aria-current={at === now ? 'step' : undefined}
              >
                <Shape name={at < now ? 'tick' : at === now ? 'half' : 'ring'} />
                {t(`wizard.${id}`)}
              </li>
            )
          })}
        </ol>
        <p className="s second">{plugin.about[language]}</p>
        {plugin.fields.map((field) => (
          <SettingField
            key={field.name}
            field={field}
            value={values[field.name]}
            onChange={(value) => change(field.name, value)}
            error={tried && missing.includes(field.name) ? t('wizard.missing') : undefined}
          />
        ))}
        {plugin.docsUrl === null ? null : (
          <a href={plugin.docsUrl} target="_blank" rel="noreferrer" className="s row tight">
            {t('wizard.docs')}
            <IconExternalLink size={14} aria-hidden />
          </a>
        )}
        {test.isError ? <FailureBanner error={test.error} /> : null}
        {make.isError ? <FailureBanner error={make.error} /> : null}
        {test.isSuccess ? (
          <>
            <ConnectionReportBox report={test.data} />
            <div className={classes.scopes} role="group" aria-label={t('wizard.scopeTitle')}>
              <h3>{t('wizard.scopeTitle')}</h3>
              {plugin.kinds.map((kind) => (
                <Checkbox
                  key={kind}
                  label={word(kind)}
                  checked={kinds.includes(kind)}
                  onChange={(event) => setKinds(event.currentTarget.checked ? [...kinds, kind] : kinds.filter((each) => each !== kind))}
                />
              ))}
            </div>
            <TextInput
              label={t('wizard.name')}
              value={name}
              maxLength={80}
              required
              withAsterisk={false}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          </>
        ) : null}
        <div>
          <h3>{t('wizard.never')}</h3>
          {(['never1', 'never2'] as const).map((key) => (
            <SheetLine key={key} icon={<IconShield size={16} stroke={1.6} aria-hidden />}>
              <span className="second">{t(`wizard.${key}`)}</span>
            </SheetLine>
          ))}
        </div>
      </SideSheet>
    </form>
  )
}

// A field drawn from a plugin's settings schema; plugins bring their own labels in both languages.
import { PasswordInput, Select, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type * as z from 'zod'
import type { pluginView } from '#contract/connections'
import { NumberField } from './number-field.tsx'
import { unitSection } from './unit-section.tsx'
import { useFormat } from './use-format.ts'

export type PluginField = z.output<typeof pluginView>['fields'][number]
export type FieldValue = string | number | boolean | undefined

type Props = {
  readonly field: PluginField
  readonly value: FieldValue
  readonly onChange: (value: FieldValue) => void
  readonly error?: string | undefined /** What stands for a secret that is saved already. */
  readonly savedSecret?: string | undefined
}

export function SettingField({ field, value, onChange, error, savedSecret }: Props) {
  const { t } = useTranslation('shell')
  const { language } = useFormat()
  const label = field.optional && field.kind !== 'flag' ? `${field.label[language]} (${t('optional')})` : field.label[language]
  const common = { label, withAsterisk: false, description: field.hint?.[language], error, required: !field.optional, name: field.name }
  const text = typeof value === 'string' ? value : ''
  switch (field.kind) {
    case 'secret':
      return (
        <PasswordInput
          {...common}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
          placeholder={savedSecret}
          autoComplete="off"
          spellCheck={false}
        />
      )
    case 'number':
      return (
        <NumberField
          {...common}
          value={typeof value === 'number' ? value : null}
          onChange={(next) => onChange(next ?? undefined)}
          min={field.min}
          max={field.max}
        />
      )
    case 'flag':
      return (
        <Switch
          label={common.label}
          description={common.description}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'choice':
      return (
        <Select
          {...common}
          value={text === '' ? null : text}
          onChange={(next) => onChange(next ?? undefined)}
          data={(field.options ?? []).map((option) => ({ value: option.value, label: option.label[language] }))}
        />
      )
    case 'text':
    case 'url':
      return (
        <TextInput
          {...common}
          type={field.kind === 'url' ? 'url' : 'text'}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
          placeholder={field.example}
          spellCheck={false}
          autoComplete="off"
          {...unitSection(field.suffix)}
        />
      )
  }
}

/** Values that fields start with. */
export const initialValues = (fields: readonly PluginField[]): Record<string, FieldValue> =>
  Object.fromEntries(fields.filter((field) => field.initial !== undefined).map((field) => [field.name, field.initial]))

/** Names of fields that must be filled and are not; a saved secret may stay empty. */
export const missingFields = (
  fields: readonly PluginField[],
  values: Readonly<Record<string, FieldValue>>,
  saved: boolean,
): readonly string[] =>
  fields
    .filter(
      (field) =>
        !field.optional &&
        field.kind !== 'flag' &&
        !(saved && field.kind === 'secret') &&
        (values[field.name] === undefined || values[field.name] === ''),
    )
    .map((field) => field.name)

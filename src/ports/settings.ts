// Settings that a plugin asks a person for: described as data, so that the wizard, the store and the docs agree.
import * as z from 'zod'

/** A text in both languages of the house; plugins carry their own labels. */
export type Words = { readonly pl: string; readonly en: string }

type FieldCommon = { readonly label: Words; readonly hint?: Words; readonly optional?: true }

export type SettingField =
  | (FieldCommon & { readonly kind: 'text'; readonly pattern?: string; readonly suffix?: string; readonly example?: string })
  | (FieldCommon & { readonly kind: 'secret' })
  | (FieldCommon & { readonly kind: 'url' })
  | (FieldCommon & { readonly kind: 'number'; readonly min?: number; readonly max?: number; readonly initial?: number })
  | (FieldCommon & { readonly kind: 'flag'; readonly initial?: boolean })
  | (FieldCommon & {
      readonly kind: 'choice'
      readonly options: readonly { readonly value: string; readonly label: Words }[]
      readonly initial?: string
    })

export type SettingFields = Readonly<Record<string, SettingField>>
export type SettingValues = Readonly<Record<string, string | number | boolean>>

type Extra<K extends SettingField['kind']> = Partial<Omit<Extract<SettingField, { kind: K }>, 'kind' | 'label'>>

export const text = (pl: string, en: string, extra: Extra<'text'> = {}): SettingField => ({ kind: 'text', label: { pl, en }, ...extra })
export const secret = (pl: string, en: string, extra: Extra<'secret'> = {}): SettingField => ({
  kind: 'secret',
  label: { pl, en },
  ...extra,
})
export const url = (pl: string, en: string, extra: Extra<'url'> = {}): SettingField => ({ kind: 'url', label: { pl, en }, ...extra })
export const number = (pl: string, en: string, extra: Extra<'number'> = {}): SettingField => ({
  kind: 'number',
  label: { pl, en },
  ...extra,
})
export const flag = (pl: string, en: string, extra: Extra<'flag'> = {}): SettingField => ({ kind: 'flag', label: { pl, en }, ...extra })

/** Splits values by whether the field is a secret: secrets go to the vault, the rest is kept readable. */
export function splitSecrets(fields: SettingFields, values: SettingValues): { open: SettingValues; secrets: SettingValues } {
  const parts = Object.entries(values)
  const isSecret = (name: string) => fields[name]?.kind === 'secret'
  return {
    open: Object.fromEntries(parts.filter(([name]) => !isSecret(name))),
    secrets: Object.fromEntries(parts.filter(([name]) => isSecret(name))),
  }
}

function fieldSchema(field: SettingField): z.ZodType<string | number | boolean> {
  switch (field.kind) {
    case 'text':
      return field.pattern === undefined ? z.string().trim().min(1) : z.string().trim().regex(new RegExp(field.pattern))
    case 'secret':
      return z.string().min(1)
    case 'url':
      return z.url({ protocol: /^https?$/ })
    case 'number':
      return z
        .number()
        .min(field.min ?? -Infinity)
        .max(field.max ?? Infinity)
    case 'flag':
      return z.boolean()
    case 'choice':
      return z.enum(field.options.map((option) => option.value))
  }
}

/** Schema of the values of these fields; unknown names are refused. */
export const settingsSchema = (fields: SettingFields): z.ZodType<SettingValues> =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, field.optional === true ? fieldSchema(field).optional() : fieldSchema(field)]),
    ),
  ) as unknown as z.ZodType<SettingValues>

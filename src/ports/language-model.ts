// What a provider of language models must look like for the assistant.
import type { SettingFields, SettingValues, Words } from './settings.ts'

export type LanguageModelProvider = {
  readonly id: string
  readonly name: string
  readonly about: Words
  readonly settings: SettingFields
  /** True when nothing leaves the firm's own machines. */
  readonly local: boolean
  /** A model object of the AI library (`LanguageModelV4`), typed at the place of use. */
  model(settings: SettingValues): unknown
}

// The company: name, NIP, zone, language, addresses of finance, watched folder, closed period.
import { Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeCompany } from '#contract/companies'
import { parseDay } from '#values/day'
import { languages } from '#values/language'
import { parseNip } from '#values/nip'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { DayField } from '../ui/day-field.tsx'
import { toast } from '../ui/toasts.tsx'
import { SettingsForm } from './settings-form.tsx'

const zones = Intl.supportedValuesOf('timeZone')
const addressesOf = (text: string) => text.split(/[\s,;]+/).filter((part) => part !== '')

export function CompanySettings() {
  const { t } = useTranslation('settings')
  const shell = useTranslation('shell').t
  const company = useCompany()
  const change = useChange(changeCompany, ['companies', 'session'])
  const [name, setName] = useState(company.name)
  const [nip, setNip] = useState(company.nip ?? '')
  const [timeZone, setTimeZone] = useState(company.timeZone)
  const [language, setLanguage] = useState(company.settings.language)
  const [finance, setFinance] = useState(company.settings.financeEmails.join(', '))
  const [folder, setFolder] = useState(company.settings.watchedFolder ?? '')
  const [locked, setLocked] = useState<string>(company.settings.lockedUntil ?? '')
  const may = company.can('company.change')
  const nipWrong = nip.trim() !== '' && parseNip(nip) === null
  const badAddress = addressesOf(finance).find((address) => !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address))
  const save = () =>
    change.mutate(
      {
        params: company.params,
        body: {
          name: name.trim(),
          nip: nip.trim() === '' ? null : nip.trim(),
          timeZone,
          settings: {
            language,
            financeEmails: addressesOf(finance),
            watchedFolder: folder.trim() === '' ? null : folder.trim(),
            lockedUntil: parseDay(locked),
          },
        },
      },
      { onSuccess: () => toast(t('saved')) },
    )
  return (
    <SettingsForm
      layout="pairs"
      may={may}
      ready={!nipWrong && badAddress === undefined && name.trim() !== ''}
      saving={change}
      onSave={save}
    >
      <TextInput
        label={t('company.name')}
        value={name}
        required
        withAsterisk={false}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('company.nip')}
        value={nip}
        inputMode="numeric"
        error={nipWrong ? t('company.nipWrong') : undefined}
        onChange={(event) => setNip(event.currentTarget.value)}
      />
      <Select
        label={t('company.timeZone')}
        value={timeZone}
        data={zones.includes(timeZone) ? zones : [timeZone, ...zones]}
        searchable
        limit={60}
        disabled={!may}
        onChange={(value) => {
          if (value !== null) setTimeZone(value)
        }}
      />
      <Select
        label={t('company.language')}
        description={t('company.languageHint')}
        value={language}
        disabled={!may}
        data={languages.map((value) => ({ value, label: shell(`language.${value}`) }))}
        onChange={(value) => {
          if (value === 'pl' || value === 'en') setLanguage(value)
        }}
      />
      <Textarea
        label={t('company.finance')}
        description={t('company.financeHint')}
        value={finance}
        autosize
        minRows={1}
        error={badAddress === undefined ? undefined : t('company.financeWrong', { address: badAddress })}
        onChange={(event) => setFinance(event.currentTarget.value)}
      />
      <TextInput
        label={t('company.folder')}
        description={t('company.folderHint')}
        value={folder}
        maxLength={500}
        onChange={(event) => setFolder(event.currentTarget.value)}
      />
      <DayField label={t('company.locked')} hint={t('company.lockedHint')} value={locked} onChange={setLocked} />
    </SettingsForm>
  )
}

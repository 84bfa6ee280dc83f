// Whether the columns are remembered for the next file of the same header, and under which name.
import { Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './mapping.module.css'

type Props = { readonly name: string | null; readonly canSave: boolean; readonly onName: (name: string | null) => void }

export function SaveLayout({ name, canSave, onName }: Props) {
  const { t } = useTranslation('table-mapping')
  if (!canSave) return <p className="s second">{t('noHeader')}</p>
  return (
    <div className={classes.save}>
      <Checkbox label={t('save')} checked={name !== null} onChange={(event) => onName(event.currentTarget.checked ? '' : null)} />
      {name === null ? null : (
        <TextInput
          label={t('name')}
          value={name}
          required
          withAsterisk={false}
          maxLength={120}
          autoComplete="off"
          onChange={(event) => onName(event.currentTarget.value)}
        />
      )}
    </div>
  )
}

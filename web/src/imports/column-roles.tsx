// The columns of a file, each with its header, a few of its cells, and what it is.
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './mapping.module.css'
import { type Preview, type Role, roleByColumn, rolesOf, type TableMapping, withRole } from './mapping-choices.ts'

type Props = { readonly mapping: TableMapping; readonly columns: Preview['columns']; readonly onChange: (mapping: TableMapping) => void }

export function ColumnRoles({ mapping, columns, onChange }: Props) {
  const { t } = useTranslation('table-mapping')
  const chosen = roleByColumn(mapping)
  const options = [{ value: '', label: t('ignore') }, ...rolesOf(mapping.kind).map((role) => ({ value: role, label: t(`role.${role}`) }))]
  return (
    <ul>
      {columns.map((column) => {
        const name = column.header || t('column', { number: column.index + 1 })
        return (
          <li key={column.index} className={classes.column}>
            <div className={classes.about}>
              <span className="s strong cut" dir="auto">
                {name}
              </span>
              <span className="xs third cut" dir="auto">
                {column.samples.length === 0 ? t('emptyColumn') : column.samples.slice(0, 3).join(' · ')}
              </span>
            </div>
            <NativeSelect
              className={classes.role}
              aria-label={t('roleOf', { name })}
              value={chosen.get(column.index) ?? ''}
              data={options}
              data-unused={!chosen.has(column.index) || undefined}
              onChange={(event) =>
                onChange(withRole(mapping, column.index, event.currentTarget.value === '' ? null : (event.currentTarget.value as Role)))
              }
            />
          </li>
        )
      })}
    </ul>
  )
}

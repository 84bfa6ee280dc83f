// Which columns a list shows, and in which order; the choice stays with the person.
import { Checkbox, Popover } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import classes from './lists.module.css'

type Column = { readonly id: string; readonly head: string }

export function ColumnMenu({
  columns,
  shown,
  isOwn,
  onChoose,
}: {
  readonly columns: readonly Column[]
  readonly shown: readonly string[]
  readonly isOwn: boolean
  readonly onChoose: (columns: readonly string[] | null) => void
}) {
  const { t } = useTranslation('lists')
  const rest = columns.filter((column) => !shown.includes(column.id))
  const chosen = shown.flatMap((id) => columns.find((column) => column.id === id) ?? [])
  const move = (at: number, by: 1 | -1) => {
    const next = [...shown]
    const [id] = next.splice(at, 1)
    if (id !== undefined) next.splice(at + by, 0, id)
    onChoose(next)
  }
  return (
    <Popover position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <Button size="sm" look="plain" aria-label={t('columns.open')}>
          <IconColumns3 size={16} stroke={1.6} aria-hidden />
          <span className={classes.word}>{t('columns.open')}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={t('columns.title')}>
        <p className={classes.title}>{t('columns.title')}</p>
        <ul className={classes.columns}>
          {[...chosen, ...rest].map((column, at) => {
            const on = at < chosen.length
            return (
              <li key={column.id}>
                <Checkbox
                  size="xs"
                  label={column.head}
                  checked={on}
                  disabled={on && chosen.length === 1}
                  onChange={() => onChoose(on ? shown.filter((id) => id !== column.id) : [...shown, column.id])}
                />
                {on ? (
                  <span className={classes.moves}>
                    <Button
                      size="sm"
                      look="plain"
                      icon
                      disabled={at === 0}
                      aria-label={t('columns.up', { name: column.head })}
                      onClick={() => move(at, -1)}
                    >
                      <IconArrowUp size={14} aria-hidden />
                    </Button>
                    <Button
                      size="sm"
                      look="plain"
                      icon
                      disabled={at === chosen.length - 1}
                      aria-label={t('columns.down', { name: column.head })}
                      onClick={() => move(at, 1)}
                    >
                      <IconArrowDown size={14} aria-hidden />
                    </Button>
                  </span>
                ) : null}
              </li>
            )
          })}
        </ul>
        {isOwn ? (
          <Button size="sm" onClick={() => onChoose(null)}>
            {t('columns.usual')}
          </Button>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  )
}

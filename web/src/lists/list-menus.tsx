// Above each list: its saved views, its columns, and the list as a file.
import type { ListName } from '#contract/lists'
import { ColumnMenu } from './column-menu.tsx'
import { ExportMenu } from './export-menu.tsx'
import classes from './lists.module.css'
import type { ListChoices } from './use-list-choices.ts'
import { ViewMenu } from './view-menu.tsx'

export function ListMenus({
  list,
  choices,
  search,
  columns,
  usual,
  fileAddress,
}: {
  readonly list: ListName
  readonly choices: ListChoices
  readonly search: Readonly<Record<string, string | undefined>>
  readonly columns: readonly { readonly id: string; readonly head: string }[]
  readonly usual: readonly string[]
  readonly fileAddress: (file: { readonly format: 'csv' | 'xlsx'; readonly columns: string }) => string
}) {
  const shown = (choices.columns ?? usual).filter((id) => columns.some((column) => column.id === id))
  return (
    <div className={classes.menus}>
      <ViewMenu list={list} choices={choices} search={search} shown={shown} />
      <ColumnMenu columns={columns} shown={shown} isOwn={choices.columns !== null} onChoose={choices.chooseColumns} />
      <ExportMenu address={(format) => fileAddress({ format, columns: shown.join(',') })} />
    </div>
  )
}

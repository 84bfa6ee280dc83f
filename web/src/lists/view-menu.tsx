// Saved views of a list: opened, saved under a name, shared with the company, made the one that the list opens with.
import { Checkbox, Popover, TextInput } from '@mantine/core'
import { IconBookmark, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeView, type ListName, removeView, saveView } from '#contract/lists'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { toast } from '../ui/toasts.tsx'
import classes from './lists.module.css'
import { kept, type ListChoices, type SavedView } from './use-list-choices.ts'

type Props = {
  readonly list: ListName
  readonly choices: ListChoices
  readonly search: Readonly<Record<string, string | undefined>>
  readonly shown: readonly string[]
}

export function ViewMenu({ list, choices, search, shown }: Props) {
  const { t } = useTranslation('lists')
  const { params } = useCompany()
  const [isOpen, setOpen] = useState(false)
  const [isNaming, setNaming] = useState(false)
  const change = useChange(changeView, ['lists'])
  const remove = useChange(removeView, ['lists'])
  const save = useChange(saveView, ['lists'])
  const settings = { search: kept(search), columns: [...shown] }
  const { view, views, defaultViewId } = choices
  const close = () => {
    setOpen(false)
    setNaming(false)
  }
  const drop = (gone: SavedView) =>
    remove.mutate(
      { params: { ...params, viewId: gone.viewId } },
      {
        onSuccess: () => {
          toast(t('views.removed', { name: gone.name }), {
            undo: () =>
              save.mutate({ params: { ...params, list }, body: { name: gone.name, shared: gone.shared, settings: gone.settings } }),
          })
          close()
        },
      },
    )
  const replace = (own: SavedView) =>
    change.mutate(
      { params: { ...params, viewId: own.viewId }, body: { settings } },
      {
        onSuccess: () => {
          toast(t('views.changed', { name: own.name }))
          close()
        },
      },
    )
  return (
    <Popover position="bottom-end" width={300} opened={isOpen} onChange={(next) => (next ? setOpen(true) : close())} trapFocus returnFocus>
      <Popover.Target>
        <Button size="sm" look="plain" aria-label={t('views.open')} onClick={() => (isOpen ? close() : setOpen(true))}>
          <IconBookmark size={16} stroke={1.6} aria-hidden />
          <span className={classes.word}>{view?.name ?? t('views.open')}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={t('views.open')}>
        {isNaming ? (
          <NameForm list={list} choices={choices} settings={settings} onDone={close} />
        ) : (
          <>
            {views.length === 0 ? <p className={classes.note}>{t('views.none')}</p> : null}
            <ul className={classes.views}>
              {views.map((each) => (
                <li key={each.viewId}>
                  <button
                    type="button"
                    aria-current={each.viewId === view?.viewId || undefined}
                    onClick={() => {
                      choices.openView(each)
                      close()
                    }}
                  >
                    <span className="cut">{each.name}</span>
                    {each.shared ? <IconUsers size={14} stroke={1.6} aria-label={t('views.shared')} /> : null}
                    {each.viewId === defaultViewId ? <span className="end xs third">{t('views.isDefault')}</span> : null}
                  </button>
                </li>
              ))}
            </ul>
            {view === null ? null : (
              <div className={classes.acts}>
                {view.own ? (
                  <Button size="sm" look="plain" onClick={() => replace(view)}>
                    {t('views.update', { name: view.name })}
                  </Button>
                ) : null}
                <Button size="sm" look="plain" onClick={() => choices.openWith(view.viewId === defaultViewId ? null : view.viewId)}>
                  {t(view.viewId === defaultViewId ? 'views.noDefault' : 'views.makeDefault')}
                </Button>
                {view.own ? (
                  <Button size="sm" look="plain" onClick={() => drop(view)}>
                    {t('views.remove', { name: view.name })}
                  </Button>
                ) : null}
              </div>
            )}
            <Button size="sm" onClick={() => setNaming(true)}>
              {t('views.save')}
            </Button>
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function NameForm({
  list,
  choices,
  settings,
  onDone,
}: Pick<Props, 'list' | 'choices'> & { readonly settings: SavedView['settings']; readonly onDone: () => void }) {
  const { t } = useTranslation('lists')
  const { params } = useCompany()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const [first, setFirst] = useState(false)
  const save = useChange(saveView, ['lists'])
  const submit = () =>
    save.mutate(
      { params: { ...params, list }, body: { name: name.trim(), shared, settings } },
      {
        onSuccess: (view) => {
          toast(t('views.saved', { name: view.name }))
          if (first) choices.openWith(view.viewId)
          choices.openView(view, true)
          onDone()
        },
      },
    )
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') submit()
      }}
    >
      <p className={classes.title}>{t('views.saveTitle')}</p>
      <p className="xs third">{t('views.saveBody')}</p>
      {save.isError ? <FailureBanner error={save.error} /> : null}
      <TextInput
        label={t('views.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={60}
        data-autofocus
      />
      <Checkbox size="xs" label={t('views.share')} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
      <Checkbox size="xs" label={t('views.default')} checked={first} onChange={(event) => setFirst(event.currentTarget.checked)} />
      <div className="row">
        <Button type="submit" look="filled" size="sm" busy={save.isPending} disabled={name.trim() === ''}>
          {t('views.submit')}
        </Button>
        <Button size="sm" onClick={onDone}>
          {t('views.cancel')}
        </Button>
      </div>
    </form>
  )
}

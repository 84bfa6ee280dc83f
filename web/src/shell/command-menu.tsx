// Ctrl K: finds invoices, customers and payments, goes to places and commands, and does what can be done with the open customer.
import { Modal } from '@mantine/core'
import { IconArrowRight, IconBuildingBank, IconDownload, IconFileText, IconSearch, IconUser, IconUsers } from '@tabler/icons-react'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { search } from '#contract/dashboard'
import { foldText } from '#values/plain-text'
import { keyOfAct, useActs } from '../customers/use-acts.ts'
import { useRead } from '../queries.ts'
import { FileChooser } from '../ui/drop-anywhere.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { Money } from '../ui/money.tsx'
import { takeOver } from '../ui/take-over.ts'
import classes from './command-menu.module.css'
import { useCompany } from './company.ts'
import { usePlaceName } from './place-name.ts'
import { places } from './places.ts'

type Item = {
  readonly key: string
  readonly group: string
  readonly icon: React.ReactNode
  readonly title: string
  readonly detail?: string
  readonly aside?: React.ReactNode
  readonly act: () => void
}

const icons = { invoice: IconFileText, customer: IconUsers, payment: IconBuildingBank } as const

type Props = {
  /** What was typed before the menu was there. */
  readonly typed: string
  readonly onClose: () => void
  readonly onFiles: (files: readonly File[]) => void
}

export function CommandMenu({ typed, onClose, onFiles }: Props) {
  const { t } = useTranslation('shell')
  const { params, path, can } = useCompany()
  const navigate = useNavigate()
  const [text, setText] = useState(typed)
  const [at, setAt] = useState(0)
  const query = useDeferredValue(text.trim())
  const { data } = useRead(search, { params, query: { q: query } }, { enabled: query !== '', keep: true })

  const open = {
    // each hit opens in its list, so that the way back leads there
    invoice: (id: string) => navigate({ to: '/$company/invoices', params: path, search: { open: id, view: 'all' } }),
    customer: (id: string) => navigate({ to: '/$company/customers/$customer', params: { ...path, customer: id } }),
    payment: (id: string) => navigate({ to: '/$company/payments', params: path, search: { open: id } }),
  }
  const hits: Item[] = (query === '' ? [] : (data?.hits ?? [])).map((hit) => {
    const Icon = icons[hit.kind]
    return {
      key: hit.id,
      group: t(`search.${hit.kind}`),
      icon: <Icon size={16} stroke={1.6} aria-hidden />,
      title: hit.title,
      detail: hit.detail,
      aside: hit.amount === null ? null : <Money amount={hit.amount} />,
      act: () => void open[hit.kind](hit.id),
    }
  })
  const matches = (words: string) => foldText(words).includes(foldText(query))
  const acts = useTranslation('agreements').t
  const may = useActs()
  const { customer } = useParams({ strict: false })
  const name = usePlaceName()
  // The name comes with the page; until then there is nobody to do anything with.
  const withCustomer: Item[] = (customer === undefined || name === null ? [] : may)
    .filter((act) => matches(acts(`act.${act}`)))
    .map((act) => ({
      key: `act-${act}`,
      group: name ?? '',
      icon: <IconUser size={16} stroke={1.6} aria-hidden />,
      title: acts(`act.${act}`),
      aside: <KeyCap>{keyOfAct[act].toUpperCase()}</KeyCap>,
      act: () => void navigate({ to: '/$company/customers/$customer', params: { ...path, customer: customer ?? '' }, search: { act } }),
    }))
  const goTo: Item[] = places
    .filter((place) => !places.some((each) => each.under === place.id) && can(place.needs) && matches(t(place.word)))
    .map((place) => ({
      key: place.id,
      group: t('search.commands'),
      icon: <IconArrowRight size={16} stroke={1.6} aria-hidden />,
      title: t('search.goTo', {
        place: [places.find((each) => each.id === place.under), place]
          .flatMap((each) => (each === undefined ? [] : t(each.word)))
          .join(' / '),
      }),
      aside:
        place.key === undefined ? null : (
          <span className="row tight">
            <KeyCap>G</KeyCap>
            <KeyCap>{place.key.toUpperCase()}</KeyCap>
          </span>
        ),
      act: () => void navigate({ to: place.to, params: { ...path, section: 'company' } }),
    }))

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      lockScroll={false}
      overlayProps={{ backgroundOpacity: 0.22 }}
      padding={0}
      yOffset="12vh"
      size={620}
      transitionProps={{ duration: 0 }}
      classNames={{ content: classes.box }}
      aria-label={t('search.open')}
    >
      <FileChooser
        onFiles={(files) => {
          onFiles(files)
          onClose()
        }}
      >
        {(choose) => {
          const upload: Item[] =
            can('imports.create') && matches(t('search.upload'))
              ? [
                  {
                    key: 'upload',
                    group: t('search.commands'),
                    icon: <IconDownload size={16} stroke={1.6} aria-hidden />,
                    title: t('search.upload'),
                    act: choose,
                  },
                ]
              : []
          const items = [...hits, ...withCustomer, ...upload, ...goTo]
          const chosen = Math.min(at, items.length - 1)
          const run = (item: Item | undefined) => {
            if (item === undefined) return
            item.act()
            if (item.key !== 'upload') onClose()
          }
          const keys = (event: React.KeyboardEvent) => {
            const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
            if (step !== 0) {
              event.preventDefault()
              setAt(items.length === 0 ? 0 : (chosen + step + items.length) % items.length)
            }
            if (event.key === 'Enter') {
              event.preventDefault()
              run(items[chosen])
            }
          }
          return (
            <>
              <div className={classes.field}>
                <IconSearch size={18} stroke={1.6} aria-hidden />
                <input
                  data-autofocus
                  className={classes.input}
                  value={text}
                  placeholder={t('search.placeholder')}
                  aria-label={t('search.placeholder')}
                  role="combobox"
                  aria-expanded
                  aria-controls="command-list"
                  ref={takeOver}
                  aria-activedescendant={items[chosen] === undefined ? undefined : `command-${chosen}`}
                  onChange={(event) => {
                    setText(event.currentTarget.value)
                    setAt(0)
                  }}
                  onKeyDown={keys}
                />
                <KeyCap>Esc</KeyCap>
              </div>
              {query !== '' && data !== undefined && items.length === 0 ? (
                <p className={`s second ${classes.nothing}`}>{t('search.nothing', { query })}</p>
              ) : null}
              <div id="command-list" role="listbox" aria-label={t('search.open')} className={classes.list}>
                {items.map((item, index) => (
                  <div key={item.key} role="presentation">
                    {items[index - 1]?.group === item.group ? null : (
                      <div className={classes.group} role="presentation">
                        {item.group}
                      </div>
                    )}
                    <div
                      id={`command-${index}`}
                      role="option"
                      aria-selected={index === chosen}
                      className={classes.item}
                      onMouseMove={() => setAt(index)}
                      onMouseDown={(event) => {
                        event.preventDefault()
                        run(item)
                      }}
                      ref={index === chosen ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
                    >
                      <span className={`third ${classes.icon}`}>{item.icon}</span>
                      <span className="cut">
                        {item.title}
                        {item.detail === undefined ? null : <span className="third"> {item.detail}</span>}
                      </span>
                      <span className="end num">{item.aside}</span>
                    </div>
                  </div>
                ))}
              </div>
            </>
          )
        }}
      </FileChooser>
    </Modal>
  )
}

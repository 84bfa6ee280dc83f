// What is done with many customers of the list at once: an owner or a segment for all that are marked, with its undo.
import { Autocomplete, Menu, Popover } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeCustomers, readOwners } from '#contract/owners'
import type { Id } from '#values/id'
import type { CallInput } from '../api-client.ts'
import classes from '../owners/owners.module.css'
import { changedByOwners, useUndoChange } from '../owners/use-undo-change.ts'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { SelectionBar } from '../ui/selection-bar.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import { useKeys } from '../ui/use-keys.ts'

type Body = CallInput<typeof changeCustomers>['body']
type Props = {
  readonly customerIds: readonly Id[]
  /** Everybody whom the filter finds, also those whose rows are still to come. */
  readonly everybody: boolean
  /** How many the list has; null while nobody knows. */
  readonly total: number | null
  readonly filter: Extract<Body['which'], { readonly filter: unknown }>['filter']
  /** Offered when all rows that are there are marked and more are to come. */
  readonly onEverybody: (() => void) | null
  readonly onClear: () => void
}

export function ManyCustomers({ customerIds, everybody, total, filter, onEverybody, onClear }: Props) {
  const { t } = useTranslation('owners')
  const { params } = useCompany()
  const failure = useFailureWords()
  const undo = useUndoChange()
  const change = useChange(changeCustomers, changedByOwners)
  const owners = useRead(readOwners, { params }).data
  const [opened, setOpened] = useState<'owner' | 'segment' | null>(null)
  useEffect(() => {
    if (opened === null) return
    // Heard before the table hears it: Esc closes what is open, and the marks stay.
    const close = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      setOpened(null)
    }
    window.addEventListener('keydown', close, true)
    return () => window.removeEventListener('keydown', close, true)
  }, [opened])
  useKeys({ o: () => setOpened('owner'), s: () => setOpened('segment') }, opened === null)
  const send = (what: Body['change'], said: (changed: string) => string) => {
    setOpened(null)
    const which = everybody ? { filter } : { customerIds: [...customerIds] }
    // Not told by the bar itself: it is gone when the change takes its rows off the list.
    change.mutateAsync({ params, body: { which, change: what } }).then(
      ({ changeId, changed, missing }) => {
        if (changeId === null) toast(t('bulk.same'), { tone: 'neutral' })
        else toast(said(t('bulk.changed', { count: changed })), { undo: () => undo(changeId) })
        if (missing > 0) toast(t('bulk.missing', { count: missing }), { tone: 'bad' })
      },
      (error: unknown) => toast(failure(error).title, { tone: 'bad' }),
    )
  }
  const giveOwner = (ownerUserId: string | null, name: string) => send({ ownerUserId }, (changed) => t('bulk.ownerDone', { name, changed }))
  return (
    <SelectionBar word={t('bulk.selected', { count: everybody ? (total ?? customerIds.length) : customerIds.length })} onClear={onClear}>
      {onEverybody === null || total === null ? null : (
        <Button look="plain" size="sm" onClick={onEverybody}>
          {t('bulk.all', { count: total })}
        </Button>
      )}
      <Menu position="top" opened={opened === 'owner'} onChange={(open) => setOpened(open ? 'owner' : null)}>
        <Menu.Target>
          <Button size="sm" busy={change.isPending}>
            {t('bulk.owner')} <KeyCap>O</KeyCap>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <div className={classes.people}>
            {owners?.people.map(({ userId, name }) => (
              <Menu.Item key={userId} onClick={() => giveOwner(userId, name)}>
                {name}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item onClick={() => giveOwner(null, t('nobody'))}>{t('nobody')}</Menu.Item>
          </div>
        </Menu.Dropdown>
      </Menu>
      <Popover position="top" trapFocus returnFocus opened={opened === 'segment'} onChange={(open) => setOpened(open ? 'segment' : null)}>
        <Popover.Target>
          <Button size="sm" busy={change.isPending} onClick={() => setOpened(opened === 'segment' ? null : 'segment')}>
            {t('bulk.segment')} <KeyCap>S</KeyCap>
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <SegmentForm
            segments={owners?.segments.flatMap(({ segment }) => segment ?? []) ?? []}
            onGive={(segment) => send({ segment }, (changed) => t('bulk.segmentDone', { name: segment ?? t('none'), changed }))}
          />
        </Popover.Dropdown>
      </Popover>
    </SelectionBar>
  )
}

function SegmentForm({ segments, onGive }: { readonly segments: readonly string[]; readonly onGive: (segment: string | null) => void }) {
  const { t } = useTranslation('owners')
  const [text, setText] = useState('')
  return (
    <form
      className={classes.give}
      onSubmit={(event) => {
        event.preventDefault()
        onGive(text.trim() === '' ? null : text.trim())
      }}
    >
      <Autocomplete
        label={t('bulk.segmentField')}
        description={t('bulk.segmentHint')}
        value={text}
        data={[...segments]}
        maxLength={60}
        data-autofocus
        comboboxProps={{ position: 'top', withinPortal: false, transitionProps: { duration: 0 } }}
        onChange={setText}
      />
      <div>
        <Button type="submit" look="filled" size="sm">
          {t('bulk.give')}
        </Button>
      </div>
    </form>
  )
}

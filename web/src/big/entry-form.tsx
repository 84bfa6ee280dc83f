// The document for the bureau, and what a person says of the entry: the day it was made, the day it was removed.
import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeBigEntry, enterBig, readBigDocument } from '#contract/big'
import { parseDay } from '#values/day'
import type { Id } from '#values/id'
import { addressOf } from '../api-client.ts'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { DayField } from '../ui/day-field.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './big.module.css'
import { type BigCase, changedByEntry } from './big-case.ts'

/** Nothing while the conditions are unmet and no entry stands: the reasons are above. */
export function EntryForm({ of, customerId, may }: { readonly of: BigCase; readonly customerId: Id; readonly may: boolean }) {
  const { t } = useTranslation('big')
  const { params } = useCompany()
  const format = useFormat()
  const [on, setOn] = useState<string>(format.today)
  const [disclosed, setDisclosed] = useState(false)
  const enter = useChange(enterBig, changedByEntry)
  const change = useChange(changeBigEntry, changedByEntry)
  const { entry } = of
  if (entry === null && !of.allowed) return null
  const day = parseDay(on)
  const about = { ...params, customerId }
  const disputed = of.conditions.some(({ id }) => id === 'dispute')
  const error = enter.error ?? change.error
  const save = () => {
    if (day === null) return
    if (entry === null) {
      enter.mutate(
        { params: about, body: { enteredOn: day, disputeDisclosed: disclosed } },
        {
          onSuccess: ({ entry: made }) =>
            toast(t('enter.saved'), {
              ...(made !== null && {
                undo: () => change.mutate({ params: { ...about, bigEntryId: made.entryId }, body: { act: 'remove', on: made.enteredOn } }),
              }),
            }),
        },
      )
      return
    }
    const one = { ...about, bigEntryId: entry.entryId }
    change.mutate(
      { params: one, body: { act: 'remove', on: day } },
      { onSuccess: () => toast(t('entry.removed'), { undo: () => change.mutate({ params: one, body: { act: 'restore' } }) }) },
    )
  }
  return (
    <section className={classes.part}>
      {entry === null ? null : (
        <h3>
          {t('entry.line', { day: format.fullDay(entry.enteredOn), bureau: entry.bureau.name })}
          {entry.enteredBy === null ? null : <span className="third">, {t('entry.by', { name: entry.enteredBy })}</span>}
        </h3>
      )}
      <div className="row wrap">
        {(['csv', 'json'] as const).map((kind) => (
          <a
            key={kind}
            className={buttonClass({ size: 'sm' })}
            href={addressOf(readBigDocument, { params: about, query: { format: kind } })}
            download
          >
            {t(entry === null ? 'download' : 'downloadUpdate', { format: kind.toUpperCase() })}
          </a>
        ))}
      </div>
      {error === null ? null : <FailureBanner error={error} />}
      {may ? (
        <div className={classes.act}>
          <DayField label={t(entry === null ? 'enter.day' : 'entry.removedOn')} value={on} max={format.today} onChange={setOn} />
          {entry === null && disputed ? (
            <Checkbox label={t('enter.disclosed')} checked={disclosed} onChange={(event) => setDisclosed(event.currentTarget.checked)} />
          ) : null}
          <Button
            look={entry === null ? 'filled' : 'outline'}
            busy={enter.isPending || change.isPending}
            disabled={day === null || (entry === null && disputed && !disclosed)}
            onClick={save}
          >
            {t(entry === null ? 'enter.save' : 'entry.remove')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

// An interest note: which invoices, until when, with or without compensation; the figures first, then the number.
import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { draftNote, issueNote } from '#contract/letters'
import { parseDay } from '#values/day'
import type { Id } from '#values/id'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { DayField } from '../ui/day-field.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Panel, PanelBody } from '../ui/panel.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import type { CustomerLetters } from './letter-types.ts'
import classes from './letters.module.css'

export function NotePanel({ customerId, letters }: { readonly customerId: Id; readonly letters: CustomerLetters }) {
  const { t } = useTranslation('letters')
  const { params } = useCompany()
  const format = useFormat()
  const [chosen, setChosen] = useState<readonly Id[]>([])
  const [until, setUntil] = useState<string>(format.today)
  const [compensation, setCompensation] = useState(false)
  const draft = useChange(draftNote, [])
  const issue = useChange(issueNote, ['letters'])
  const day = parseDay(until)
  const wish = day === null ? null : { params: { ...params, customerId }, body: { invoiceIds: [...chosen], until: day, compensation } }
  const error = issue.error ?? draft.error
  const changed = () => {
    draft.reset()
    issue.reset()
  }
  return (
    <Panel title={t('note.title')} ruled>
      <PanelBody>
        {letters.choices.length === 0 ? (
          <p className="s second">{t('note.none')}</p>
        ) : (
          <div className={classes.form}>
            <div className={classes.choices} role="group" aria-label={t('note.choose')}>
              {letters.choices.map((choice) => (
                <Checkbox
                  key={choice.invoiceId}
                  checked={chosen.includes(choice.invoiceId)}
                  label={`${choice.number}, ${format.money(choice.total)}`}
                  description={`${t('note.due', { day: format.fullDay(choice.dueOn) })}, ${choice.paidOn === null ? t('note.open') : t('note.paid', { day: format.fullDay(choice.paidOn) })}`}
                  onChange={(event) => {
                    changed()
                    setChosen(event.currentTarget.checked ? [...chosen, choice.invoiceId] : chosen.filter((id) => id !== choice.invoiceId))
                  }}
                />
              ))}
            </div>
            <div className="row wrap">
              <DayField
                label={t('note.until')}
                value={until}
                onChange={(text) => {
                  changed()
                  setUntil(text)
                }}
              />
              <Checkbox
                label={t('note.compensation')}
                checked={compensation}
                onChange={(event) => {
                  changed()
                  setCompensation(event.currentTarget.checked)
                }}
              />
            </div>
            {error === null ? null : <FailureBanner error={error} />}
            {draft.data === undefined ? null : <DraftTable draft={draft.data} />}
            <div className="row">
              <Button
                look={draft.data === undefined ? 'filled' : 'outline'}
                busy={draft.isPending}
                disabled={chosen.length === 0 || wish === null}
                onClick={() => {
                  if (wish !== null) draft.mutate(wish)
                }}
              >
                {t('note.draft')}
              </Button>
              {draft.data === undefined ? null : (
                <Button
                  look="filled"
                  busy={issue.isPending}
                  onClick={() => {
                    if (wish !== null)
                      issue.mutate(wish, {
                        onSuccess: () => {
                          toast(t('note.issued'))
                          draft.reset()
                          setChosen([])
                        },
                      })
                  }}
                >
                  {t('note.issue')}
                </Button>
              )}
            </div>
          </div>
        )}
      </PanelBody>
    </Panel>
  )
}

type Draft = NonNullable<ReturnType<typeof useChange<typeof draftNote>>['data']>

function DraftTable({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation('letters')
  const format = useFormat()
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{t('note.invoice')}</th>
          <th>{t('note.period')}</th>
          <th>{t('note.days')}</th>
          <th>{t('note.base')}</th>
          <th>{t('note.rate')}</th>
          <th>{t('note.interest')}</th>
        </tr>
      </thead>
      <tbody>
        {draft.lines.map((line) => (
          <tr key={`${line.number} ${line.from}`}>
            <td>{line.number}</td>
            <td>
              {format.fullDay(line.from)} – {format.fullDay(line.to)}
            </td>
            <td>{line.days}</td>
            <td>{format.money(line.principal)}</td>
            <td title={line.source}>{format.percent(line.basisPoints / 100, 2)}</td>
            <td>{format.money(line.amount)}</td>
          </tr>
        ))}
        {draft.compensations.map((each) => (
          <tr key={`${each.number} compensation`}>
            <td colSpan={5}>
              {each.number}, {t('note.compensationLine', { euros: format.money(each.euros), day: format.fullDay(each.rateOn) })}
            </td>
            <td>{format.money(each.amount)}</td>
          </tr>
        ))}
        <tr>
          <td colSpan={5}>
            <b>{t('note.total')}</b>
          </td>
          <td>
            <b>{format.money(draft.total)}</b>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

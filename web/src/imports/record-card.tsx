// A record that could not be taken: why, how it came, and what a person does with it.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dismissRecord, type listRejected, retryRecord } from '#contract/imports'
import type { Output } from '#contract/route'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Shape } from '../ui/shape.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import { useFormat } from '../ui/use-format.ts'
import classes from './record-card.module.css'
import { changedByImport } from './use-file-intake.ts'

export type RejectedRecord = Output<typeof listRejected>['rows'][number]

export function RecordCard({ record }: { readonly record: RejectedRecord }) {
  const { t } = useTranslation('imports-screen')
  const { params, can } = useCompany()
  const format = useFormat()
  const words = useFailureWords()
  const [open, setOpen] = useState(false)
  const retry = useChange(retryRecord, changedByImport)
  const dismiss = useChange(dismissRecord, ['imports', 'records', 'dashboard'])
  const one = { params: { ...params, recordId: record.recordId } }
  return (
    <article className={classes.card}>
      <div className="row top">
        <span className="tone-bad" style={{ paddingTop: 3 }}>
          <Shape name="triangle" />
        </span>
        <div className="grow s">
          <span className="strong">{words(record.rejection).title}</span>
          <span className="xs third" style={{ display: 'block' }}>
            {[record.place, record.externalId, format.moment(record.receivedAt)].filter(Boolean).join(' · ')}
          </span>
        </div>
      </div>
      {retry.isError ? <FailureBanner error={retry.error} /> : null}
      {record.payload === null ? null : (
        <details className={classes.payload} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary className="xs">{t('record.payload')}</summary>
          <pre tabIndex={0}>{record.payload}</pre>
        </details>
      )}
      {can('imports.create') && !record.resolved ? (
        <div className="row tight">
          <Button
            size="sm"
            busy={retry.isPending}
            onClick={() =>
              retry.mutate(one, {
                onSuccess: ({ taken }) => toast(t(taken ? 'record.taken' : 'record.stillRejected'), { tone: taken ? 'ok' : 'neutral' }),
              })
            }
          >
            {t('record.retry')}
          </Button>
          <Button
            size="sm"
            look="plain"
            busy={dismiss.isPending}
            onClick={() => dismiss.mutate(one, { onSuccess: () => toast(t('record.dismissed'), { tone: 'neutral' }) })}
          >
            {t('record.dismiss')}
          </Button>
        </div>
      ) : null}
    </article>
  )
}

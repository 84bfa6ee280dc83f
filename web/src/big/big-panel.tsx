// An entry at a bureau: each condition with its article and fact, the debts, the demands, the document, and what a person says of the entry.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { changeBigEntry, changeBigNotice, readBig } from '#contract/big'
import { type Id, writeId } from '#values/id'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { Panel, PanelBody } from '../ui/panel.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './big.module.css'
import { type BigCase, changedByEntry } from './big-case.ts'
import { ConditionList } from './condition-list.tsx'
import { DebtTable } from './debt-table.tsx'
import { EntryForm } from './entry-form.tsx'
import { NoticeForm } from './notice-form.tsx'
import { SentWarning } from './sent-warning.tsx'

/** Nothing where nothing is overdue and nothing was ever entered or warned of. */
export function BigPanel({ customerId }: { readonly customerId: Id }) {
  const { t } = useTranslation('big')
  const { params, can } = useCompany()
  const format = useFormat()
  const { data, error, refetch } = useRead(readBig, { params: { ...params, customerId } })
  if (error !== null && data === undefined) return <FailurePlace error={error} onRetry={() => void refetch()} />
  if (data === undefined) return null
  if (data.debts.length + data.notices.length + data.removed.length === 0 && data.entry === null) return null
  const may = can('customers.change')
  const { earliestOn, workdayOn } = data
  return (
    <Panel title={t('title')} note={t('note')} ruled>
      <PanelBody>
        <div className={classes.parts}>
          {data.entry !== null ? null : (
            <>
              <p className={data.allowed ? 'tone-ok' : undefined}>
                <b>
                  {data.allowed
                    ? t('allowed')
                    : earliestOn === null || workdayOn === null
                      ? t('earliestNone')
                      : earliestOn === workdayOn
                        ? t('earliest', { day: format.fullDay(earliestOn) })
                        : t('earliestWork', { day: format.fullDay(earliestOn), workday: format.fullDay(workdayOn) })}
                </b>
              </p>
              <ConditionList of={data} />
            </>
          )}
          {data.debts.length === 0 ? null : <DebtTable debts={data.debts} />}
          <Notices of={data} customerId={customerId} may={may} />
          <EntryForm of={data} customerId={customerId} may={may} />
          <Earlier of={data} customerId={customerId} may={may} />
        </div>
      </PanelBody>
    </Panel>
  )
}

type Part = { readonly of: BigCase; readonly customerId: Id; readonly may: boolean }

function Notices({ of, customerId, may }: Part) {
  const { t } = useTranslation('big')
  const { params, path } = useCompany()
  const format = useFormat()
  const change = useChange(changeBigNotice, changedByEntry)
  const at = (bigNoticeId: Id) => ({ ...params, customerId, bigNoticeId })
  return (
    <section className={classes.part}>
      <h3>{t('notices')}</h3>
      {change.error === null ? null : <FailureBanner error={change.error} />}
      {of.notices.map((notice) => (
        <div key={notice.noticeId} className="row wrap">
          <span>
            {t('noticeLine', { day: format.fullDay(notice.sentOn), delivery: t(`delivery.${notice.delivery}`), bureau: notice.bureau })}
          </span>
          {notice.proof === null ? null : <span className="second">{t('proofLine', { proof: notice.proof })}</span>}
          {notice.outboxId === null ? null : (
            <Link to="/$company/messages" params={path} search={{ open: writeId('outbox', notice.outboxId) }}>
              {t('sent.open')}
            </Link>
          )}
          {notice.recordedBy === null ? null : <span className="third">{t('entry.by', { name: notice.recordedBy })}</span>}
          {may ? (
            <Button
              size="sm"
              look="plain"
              onClick={() =>
                change.mutate(
                  { params: at(notice.noticeId), body: { act: 'remove' } },
                  {
                    onSuccess: () =>
                      toast(t('recordNotice.removed'), {
                        undo: () => change.mutate({ params: at(notice.noticeId), body: { act: 'restore' } }),
                      }),
                  },
                )
              }
            >
              {t('recordNotice.remove')}
            </Button>
          ) : null}
        </div>
      ))}
      {of.sent.map((sent) => (
        <SentWarning key={sent.outboxId} sent={sent} customerId={customerId} may={may} />
      ))}
      {of.notices.length + of.sent.length === 0 ? <p className="second">{t('fact.none')}</p> : null}
      {!may ? null : of.bureau !== null ? (
        <NoticeForm customerId={customerId} />
      ) : (
        <div>
          <Link to="/$company/settings/$section" params={{ ...path, section: 'letters' }} className={buttonClass({ size: 'sm' })}>
            {t('fact.setContract')}
          </Link>
        </div>
      )}
    </section>
  )
}

function Earlier({ of, customerId, may }: Part) {
  const { t } = useTranslation('big')
  const { params } = useCompany()
  const format = useFormat()
  const change = useChange(changeBigEntry, changedByEntry)
  if (of.removed.length === 0) return null
  return (
    <section className={classes.part}>
      <h3>{t('entry.earlier')}</h3>
      {change.error === null ? null : <FailureBanner error={change.error} />}
      {of.removed.map((entry) => (
        <div key={entry.entryId} className="row wrap">
          <span>
            {t('entry.earlierLine', {
              from: format.fullDay(entry.enteredOn),
              to: entry.removedOn === null ? '' : format.fullDay(entry.removedOn),
              bureau: entry.bureau.name,
            })}
          </span>
          {may && of.entry === null ? (
            <Button
              size="sm"
              look="plain"
              onClick={() =>
                change.mutate(
                  { params: { ...params, customerId, bigEntryId: entry.entryId }, body: { act: 'restore' } },
                  { onSuccess: () => toast(t('entry.restored')) },
                )
              }
            >
              {t('entry.restore')}
            </Button>
          ) : null}
        </div>
      ))}
    </section>
  )
}

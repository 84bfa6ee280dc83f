// Promises, disputes, instalments and pauses of a customer, each with its evidence and what became of it.
import { useTranslation } from 'react-i18next'
import { endAgreement, listAgreements, readProof, restoreAgreement } from '#contract/agreements'
import { addressOf } from '../api-client.ts'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Panel } from '../ui/panel.tsx'
import { say } from '../ui/say.ts'
import { Shape } from '../ui/shape.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import { AgreementStatus } from './agreement-status.tsx'
import classes from './customer.module.css'
import { type Agreement, type CustomerDetail, changedByCustomer } from './customer-types.ts'

export function CustomerAgreements({ customer }: { readonly customer: CustomerDetail }) {
  const { t } = useTranslation('agreements')
  const { params, can } = useCompany()
  const { customerId } = customer
  const list = useRead(listAgreements, { params: { ...params, customerId } })
  const end = useChange(endAgreement, changedByCustomer)
  const restore = useChange(restoreAgreement, changedByCustomer)
  if (list.isError) return <FailurePlace error={list.error} onRetry={() => void list.refetch()} />
  if (list.data === undefined) return <SkeletonRows rows={4} />
  const close = (each: Agreement, outcome: 'accepted' | 'rejected' | 'withdrawn' | 'ended') => {
    const of = { ...params, customerId, holdId: each.holdId }
    end.mutate(
      { params: of, body: { outcome, why: null } },
      { onSuccess: () => toast(t('done.ended'), { undo: () => restore.mutate({ params: of }) }) },
    )
  }
  const may = can('customers.follow-up')
  return (
    <Panel label={t('title')}>
      {end.isError ? <FailureBanner error={end.error} /> : null}
      {list.data.rows.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneBody')}</EmptyState>
      ) : (
        list.data.rows.map((each) => <AgreementLine key={each.holdId} each={each} customer={customer} may={may} onEnd={close} />)
      )}
    </Panel>
  )
}

type LineProps = {
  readonly each: Agreement
  readonly customer: CustomerDetail
  readonly may: boolean
  readonly onEnd: (each: Agreement, outcome: 'accepted' | 'rejected' | 'withdrawn' | 'ended') => void
}

function AgreementLine({ each, customer, may, onEnd }: LineProps) {
  const { t, i18n } = useTranslation('agreements')
  const { params } = useCompany()
  const format = useFormat()
  const who = [each.byWhom, each.channel === null ? null : t(`way.${each.channel}`), each.recordedBy].filter((part) => part !== null)
  return (
    <article className={classes.agreement}>
      <div className="row wrap">
        <b>{t(`kind.${each.reason === 'claims-paid' ? 'claims-paid' : each.kind}`)}</b>
        {each.untilOn === null ? null : <span className="second">{t('until', { day: format.day(each.untilOn) })}</span>}
        {each.kind === 'dispute' && each.reason !== null ? (
          <span className="second">{say(i18n, `agreements:reason.${each.reason}`)}</span>
        ) : null}
        <AgreementStatus each={each} />
        <span className="end num strong">{each.amount === null ? null : format.money(each.amount)}</span>
      </div>
      {each.words === '' ? null : (
        <p className={classes.words} dir="auto">
          {each.words}
        </p>
      )}
      <p className="xs third">
        {[
          format.moment(each.recordedAt),
          ...who,
          each.invoices.length === 0 ? t('allInvoices') : each.invoices.map((one) => one.number).join(', '),
        ].join(' · ')}
        {each.settled === null || each.settled.minor === 0n ? null : ` · ${t('settled', { amount: format.money(each.settled) })}`}
      </p>
      {each.instalments.length === 0 ? null : (
        <ol className={classes.instalments}>
          {each.instalments.map((row) => (
            <li key={row.dueOn}>
              <span className={row.state === 'missed' ? 'tone-bad' : row.state === 'paid' ? 'tone-ok' : 'third'}>
                <Shape
                  name={row.state === 'paid' ? 'tick' : row.state === 'missed' ? 'triangle' : row.state === 'late' ? 'half' : 'ring'}
                />
              </span>
              <span className="figures">{format.day(row.dueOn)}</span>
              <span className="second">{t(`instalment.${row.state}`)}</span>
              <span className="num">{format.money(row.amount)}</span>
            </li>
          ))}
        </ol>
      )}
      <div className="row wrap tight">
        {each.hasProof ? (
          <a
            className={buttonClass({ size: 'sm' })}
            href={addressOf(readProof, { params: { ...params, customerId: customer.customerId, holdId: each.holdId } })}
            download
          >
            {t('proof')}
          </a>
        ) : null}
        {!may || each.endedAt !== null
          ? null
          : (each.kind === 'dispute'
              ? (['accepted', 'rejected'] as const)
              : each.kind === 'promise'
                ? (['withdrawn'] as const)
                : (['ended'] as const)
            ).map((outcome) => (
              <Button key={outcome} size="sm" onClick={() => onEnd(each, outcome)}>
                {t(`end.${outcome}`)}
              </Button>
            ))}
      </div>
    </article>
  )
}

// One block: who, since when, by which figures, and what a person can do about it.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { approveException, decideBlock, endException, grantException, releaseCustomer } from '#contract/credit-blocks'
import { writeId } from '#values/id'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { Money } from '../ui/money.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import { useFormat } from '../ui/use-format.ts'
import classes from './credit.module.css'
import { type BlockView, blockLook, useCreditWords } from './credit-words.ts'
import { ReasonForm } from './reason-form.tsx'

const stale = ['credit', 'customers', 'audit'] as const

export function BlockRow({ block, named = true }: { readonly block: BlockView; readonly named?: boolean }) {
  const { t } = useTranslation('credit')
  const format = useFormat()
  const words = useCreditWords()
  const { path } = useCompany()
  const { exception } = block
  const suspended = block.state === 'active' && exception?.approved === true
  const look = blockLook[suspended ? 'suspended' : block.state]
  const why = block.source === 'manual' ? (block.why ?? '') : words.reasons(block.reasons, block.open.currency)
  const who = block.source === 'manual' ? block.createdByName : t('byRule')
  return (
    <article className={classes.block} aria-label={block.customerName}>
      <div className="stack tight">
        <div className="row wrap">
          {named ? (
            <Link
              to="/$company/customers/$customer"
              params={{ ...path, customer: writeId('customer', block.customerId) }}
              className={classes.name}
            >
              {block.customerName}
            </Link>
          ) : null}
          <StatusPill {...look}>
            {suspended ? t('state.suspended', { until: format.day(exception.untilOn) }) : t(`state.${block.state}`)}
          </StatusPill>
        </div>
        <p className="s">{why}</p>
        <p className="xs third">
          {t('line.made', { who, when: format.moment(block.createdAt) })}
          {block.decidedByName === null ? null : ` · ${t('line.decided', { who: block.decidedByName })}`}
          {block.endedAt === null ? null : ` · ${t('line.ended', { when: format.moment(block.endedAt) })}`}
        </p>
        {exception === null ? null : (
          <p className="xs third">
            {t(exception.approved ? 'line.exception' : 'line.exceptionAsked', {
              until: format.fullDay(exception.untilOn),
              who: exception.createdByName,
              why: exception.why,
            })}
            {exception.approvedByName === null ? null : ` · ${t('line.approved', { who: exception.approvedByName })}`}
          </p>
        )}
      </div>
      <div className={classes.blockSums}>
        <Money amount={block.overdue} tone={block.overdue.minor > 0n ? 'bad' : undefined} />{' '}
        <span className="third">{t('line.overdue')}</span>
        <br />
        <span className="figures">{block.basisPoints === null ? t('noRatio') : words.percent(block.basisPoints)}</span>{' '}
        <span className="third">{t('line.ratioNow')}</span>
      </div>
      <BlockActions block={block} />
    </article>
  )
}

function BlockActions({ block }: { readonly block: BlockView }) {
  const { t } = useTranslation('credit')
  const { params, can } = useCompany()
  const failure = useFailureWords()
  const [form, setForm] = useState<'exception' | 'release' | null>(null)
  const decide = useChange(decideBlock, stale)
  const grant = useChange(grantException, stale)
  const release = useChange(releaseCustomer, stale)
  const approve = useChange(approveException, stale)
  const end = useChange(endException, stale)
  if (!can('customers.block') || block.state === 'ended') return null
  const { exception, blockId } = block
  const done = (text: string, undo?: () => void) => ({
    onSuccess: () => {
      setForm(null)
      toast(text, undo === undefined ? {} : { undo })
    },
    onError: (error: Error) => toast(failure(error).title, { tone: 'bad' }),
  })
  const say = (accept: boolean) =>
    decide.mutate(
      { params: { ...params, blockId }, body: { accept, why: null } },
      done(
        t(accept ? 'toast.approved' : 'toast.refused', { name: block.customerName }),
        block.source === 'rule'
          ? () => decide.mutate({ params: { ...params, blockId }, body: { accept: !accept, why: null } }, done(t('toast.undone')))
          : undefined,
      ),
    )
  if (form !== null)
    return (
      <div className={classes.blockWide}>
        <ReasonForm
          title={t(form === 'exception' ? 'form.exception' : 'form.release', { name: block.customerName })}
          verb={t(form === 'exception' ? 'action.grant' : 'action.release')}
          withDay={form === 'exception'}
          busy={grant.isPending || release.isPending}
          error={form === 'exception' ? grant.error : release.error}
          onCancel={() => setForm(null)}
          onSend={(why, untilOn) =>
            form === 'exception'
              ? grant.mutate({ params, body: { customerId: block.customerId, untilOn, why } }, done(t('toast.exception')))
              : release.mutate({ params: { ...params, blockId }, body: { why } }, done(t('toast.released', { name: block.customerName })))
          }
        />
      </div>
    )
  return (
    <div className={`row wrap ${classes.blockWide}`}>
      {block.state === 'proposed' || block.state === 'refused' ? (
        <>
          <Button size="sm" look="filled" busy={decide.isPending} disabled={!block.mayDecide} onClick={() => say(true)}>
            {t('action.approve')}
          </Button>
          {block.state === 'proposed' ? (
            <Button size="sm" busy={decide.isPending} onClick={() => say(false)}>
              {t('action.refuse')}
            </Button>
          ) : null}
          {block.mayDecide ? null : <span className="xs third">{t('fourEyesNote')}</span>}
        </>
      ) : null}
      {block.state === 'active' && exception === null ? (
        <Button size="sm" onClick={() => setForm('exception')}>
          {t('action.exception')}
        </Button>
      ) : null}
      {exception !== null && !exception.approved ? (
        <Button
          size="sm"
          look="filled"
          busy={approve.isPending}
          disabled={!exception.mayApprove}
          onClick={() => approve.mutate({ params: { ...params, exceptionId: exception.exceptionId } }, done(t('toast.exception')))}
        >
          {t('action.approveException')}
        </Button>
      ) : null}
      {exception === null ? null : (
        <Button
          size="sm"
          busy={end.isPending}
          onClick={() => end.mutate({ params: { ...params, exceptionId: exception.exceptionId } }, done(t('toast.exceptionEnded')))}
        >
          {t('action.endException')}
        </Button>
      )}
      {block.state === 'active' && block.source === 'manual' ? (
        <Button size="sm" onClick={() => setForm('release')}>
          {t('action.release')}
        </Button>
      ) : null}
    </div>
  )
}

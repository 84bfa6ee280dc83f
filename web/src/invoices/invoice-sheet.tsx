// One invoice beside the list: what is open, what can be done, its entries, messages and write-backs.

import { CopyButton } from '@mantine/core'
import { IconCheck, IconExternalLink, IconLink, IconMail } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endHold, readInvoice } from '#contract/invoices'
import { unitOf } from '#values/currency-unit'
import { addDays, daysBetween } from '#values/day'
import { readId, writeId } from '#values/id'
import { CreditBanner, useCustomerCredit } from '../credit/credit-banner.tsx'
import { useOutboxWords } from '../outbox/outbox-words.ts'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { Copyable, Facts } from '../ui/facts.tsx'
import { FailurePlace } from '../ui/failure.tsx'
import { Money } from '../ui/money.tsx'
import { SheetLine, SheetSection } from '../ui/sheet-section.tsx'
import { SideSheet } from '../ui/side-sheet.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useDueWords } from './due-words.ts'
import { EntryTable } from './entry-table.tsx'
import { type InvoiceAction, InvoiceActions } from './invoice-actions.tsx'
import { InvoiceStatus, statusWord } from './invoice-status.tsx'
import { changedByInvoice, type InvoiceDetail } from './invoice-types.ts'

export function InvoiceSheet({ writtenId, onClose }: { readonly writtenId: string; readonly onClose: () => void }) {
  const { t } = useTranslation('invoices')
  const { params } = useCompany()
  const invoiceId = readId('invoice', writtenId)
  const { data, error, refetch } = useRead(
    readInvoice,
    { params: { ...params, invoiceId: invoiceId ?? '' }, query: {} },
    { enabled: invoiceId !== null, keep: true },
  )
  const credit = useCustomerCredit(data?.customerId ?? null)
  const number = data?.number ?? ''
  return (
    <SideSheet
      label={t('sheet.label', { number })}
      onClose={onClose}
      title={
        data === undefined ? (
          <Skeleton width={160} height={18} />
        ) : (
          <>
            <span className="cut">{data.number}</span>
            <InvoiceStatus invoice={data} />
          </>
        )
      }
      actions={
        <CopyButton value={window.location.href}>
          {({ copied, copy }) => (
            <Button look="plain" size="sm" icon aria-label={t('sheet.copyLink')} onClick={copy}>
              {copied ? <IconCheck size={16} aria-hidden /> : <IconLink size={16} stroke={1.6} aria-hidden />}
            </Button>
          )}
        </CopyButton>
      }
    >
      {data !== undefined && !credit.isLoading ? (
        <InvoiceBody key={data.invoiceId} invoice={data} />
      ) : error !== null ? (
        <FailurePlace error={error} onRetry={() => void refetch()} />
      ) : (
        <>
          <Skeleton width={200} height={34} />
          <Skeleton height={120} />
        </>
      )}
    </SideSheet>
  )
}

function InvoiceBody({ invoice }: { readonly invoice: InvoiceDetail }) {
  const { t } = useTranslation('invoices')
  const { path, can } = useCompany()
  const format = useFormat()
  const due = useDueWords()
  const outbox = useOutboxWords()
  const end = useChange(endHold, changedByInvoice)
  const { params } = useCompany()
  const [action, setAction] = useState<InvoiceAction | null>(null)
  const isOpen = invoice.open.minor !== 0n
  return (
    <>
      <CreditBanner customerId={invoice.customerId} link />
      <div className="row apart">
        <div>
          <p className="xs third">{t('sheet.open')}</p>
          <Money amount={invoice.open} size="figure" />
        </div>
        <div className="xs third num">
          {t('sheet.of', { total: format.money(invoice.total) })}
          <br />
          {invoice.dueOn === null || !isOpen ? null : due(daysBetween(invoice.dueOn, format.today))}
        </div>
      </div>
      <InvoiceActions invoice={invoice} open={action} onOpen={setAction} />
      <SheetSection title={t('sheet.facts')}>
        <Facts
          rows={[
            [
              t('sheet.customer'),
              <Link
                key="customer"
                to="/$company/customers/$customer"
                params={{ ...path, customer: writeId('customer', invoice.customerId) }}
              >
                {invoice.customerName}
              </Link>,
            ],
            [t('sheet.dates'), `${format.fullDay(invoice.issueOn)}, ${invoice.dueOn === null ? '–' : format.fullDay(invoice.dueOn)}`],
            [t('sheet.gross'), format.money(invoice.total)],
            invoice.net === null ? null : [t('sheet.net'), format.money(invoice.net)],
            statusWord(invoice) === 'overdue' && invoice.dueOn !== null
              ? [t('sheet.overdueSince'), format.fullDay(addDays(invoice.dueOn, 1))]
              : [t('sheet.since'), format.fullDay(invoice.statusSince)],
            invoice.ksefNumber === null ? null : [t('sheet.ksef'), <Copyable key="ksef" value={invoice.ksefNumber} />],
            invoice.orderReference === null ? null : [t('sheet.order'), invoice.orderReference],
            invoice.source === null ? null : [t('sheet.source'), invoice.source],
            invoice.viewUrl === null ? null : [t('sheet.viewAtSource'), <ExternalLink key="view" url={invoice.viewUrl} />],
            invoice.paymentUrl === null ? null : [t('sheet.paymentLink'), <Copyable key="pay" value={invoice.paymentUrl} />],
          ]}
        />
      </SheetSection>
      {invoice.holds.length === 0 ? null : (
        <SheetSection title={t('sheet.holds')}>
          {invoice.holds.map((hold) => (
            <SheetLine
              key={hold.holdId}
              aside={
                can('invoices.change') ? (
                  <Button look="plain" size="sm" onClick={() => end.mutate({ params: { ...params, holdId: hold.holdId } })}>
                    {t('sheet.endHold')}
                  </Button>
                ) : undefined
              }
            >
              <span className="strong">{holdWord(t, hold.kind)}</span>{' '}
              <span className="third">
                {hold.why}
                {hold.until === null ? '' : `, ${t('sheet.until', { day: format.day(hold.until) })}`}
              </span>
            </SheetLine>
          ))}
        </SheetSection>
      )}
      <SheetSection title={t('sheet.entries')} aside={t('sheet.entriesNote', { unit: unitOf(invoice.open.currency) })}>
        <EntryTable entries={invoice.entries} />
      </SheetSection>
      {invoice.lines.length === 0 ? null : (
        <SheetSection title={t('sheet.lines')}>
          {invoice.lines.map((line, at) => (
            <SheetLine key={`${at} ${line.name}`} aside={line.gross === null ? '–' : format.money(line.gross)}>
              <span className="second" dir="auto">
                {line.name}
              </span>
              {line.category === null ? null : <span className="third">, {line.category}</span>}
            </SheetLine>
          ))}
        </SheetSection>
      )}
      {invoice.messages.length === 0 ? null : (
        <SheetSection title={t('sheet.messages')}>
          {invoice.messages.map((message) => (
            <SheetLine key={message.outboxId} icon={<IconMail size={16} stroke={1.6} aria-hidden />} aside={format.moment(message.at)}>
              <span className="strong">{outbox.kind(message.kind)}</span>{' '}
              <span className="third">
                {[outbox.state(message.state), outbox.reason(message.reason), message.to].filter(Boolean).join(', ')}
              </span>
            </SheetLine>
          ))}
        </SheetSection>
      )}
      {invoice.writeBacks.length === 0 ? null : (
        <SheetSection title={t('sheet.writeBacks')}>
          {invoice.writeBacks.map((back) => (
            <SheetLine key={back.connectionName} aside={back.at === null ? '–' : format.moment(back.at)}>
              <span className="strong">{back.connectionName}</span>{' '}
              <span className="third">{[outbox.state(back.state), outbox.reason(back.failure)].filter(Boolean).join(', ')}</span>
            </SheetLine>
          ))}
        </SheetSection>
      )}
    </>
  )
}

function holdWord(t: ReturnType<typeof useTranslation<'invoices'>>['t'], kind: string): string {
  return kind === 'dispute' || kind === 'promise' || kind === 'pause' || kind === 'block' ? t(`hold.${kind}`) : kind
}

function ExternalLink({ url }: { readonly url: string }) {
  return (
    <a href={url} target="_blank" rel="noreferrer" className="row tight" style={{ justifyContent: 'flex-end' }}>
      <span className="cut">{new URL(url).host}</span>
      <IconExternalLink size={14} aria-hidden />
    </a>
  )
}

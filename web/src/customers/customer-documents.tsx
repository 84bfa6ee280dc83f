// Documents of a customer: the statement of account, what was issued to them, their invoices, and what may be written next.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readStatement } from '#contract/customers'
import { writeId } from '#values/id'
import { addressOf } from '../api-client.ts'
import { InvoiceStatus } from '../invoices/invoice-status.tsx'
import { LettersPanel } from '../letters/letters-panel.tsx'
import { useCompany } from '../shell/company.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Panel, PanelRow } from '../ui/panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './customer.module.css'
import type { CustomerDetail } from './customer-types.ts'

/** More are a click away, in the list of invoices. */
const shown = 8

export function CustomerDocuments({ customer, onStatement }: { readonly customer: CustomerDetail; readonly onStatement: () => void }) {
  return (
    <div className={classes.stacked}>
      <Statements customer={customer} onStatement={onStatement} />
      <LettersPanel customerId={customer.customerId}>
        <InvoiceDocuments customer={customer} />
      </LettersPanel>
    </div>
  )
}

function Statements({ customer, onStatement }: { readonly customer: CustomerDetail; readonly onStatement: () => void }) {
  const { t } = useTranslation('customers')
  const { params } = useCompany()
  const format = useFormat()
  const file = (kind: 'pdf' | 'xlsx') =>
    addressOf(readStatement, { params: { ...params, customerId: customer.customerId }, query: { format: kind, asOf: format.today } })
  return (
    <Panel
      title={t('documents.statement')}
      note={t('documents.asOf', { day: format.fullDay(format.today) })}
      aside={
        <Button size="sm" look="plain" onClick={onStatement}>
          {t('documents.otherDay')}
        </Button>
      }
    >
      <PanelRow>
        <span className="second">{t('documents.balance')}</span>
        <span className="num strong">{format.money(customer.balance)}</span>
        <span className="end row tight">
          {(['pdf', 'xlsx'] as const).map((kind) => (
            <a key={kind} className={buttonClass({ size: 'sm' })} href={file(kind)} download>
              {kind.toUpperCase()}
            </a>
          ))}
        </span>
      </PanelRow>
    </Panel>
  )
}

function InvoiceDocuments({ customer }: { readonly customer: CustomerDetail }) {
  const { t } = useTranslation('customers')
  const words = useTranslation('invoices').t
  const { path } = useCompany()
  const format = useFormat()
  const written = writeId('customer', customer.customerId)
  const all = { view: 'all', customer: written }
  return (
    <Panel
      title={t('documents.invoices')}
      note={format.number(customer.counts.invoices)}
      aside={
        customer.counts.invoices <= shown ? undefined : (
          <Link to="/$company/invoices" params={path} search={all}>
            {t('documents.all')}
          </Link>
        )
      }
      ruled
    >
      {customer.invoices.length === 0 ? <EmptyState title={t('page.noInvoices')} /> : null}
      {customer.invoices.slice(0, shown).map((invoice) => (
        <Link
          key={invoice.invoiceId}
          to="/$company/invoices"
          params={path}
          search={{ ...all, open: writeId('invoice', invoice.invoiceId) }}
          className={classes.link}
        >
          <span className="cut">
            <b>{invoice.number}</b> <span className="third">{words(`type.${invoice.type}`)}</span>
          </span>
          <span className="num second">{format.day(invoice.issueOn)}</span>
          <InvoiceStatus invoice={invoice} bare />
          <span className="num strong">{format.money(invoice.total)}</span>
        </Link>
      ))}
    </Panel>
  )
}

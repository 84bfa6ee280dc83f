// The customer's invoices and payments, newest first.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { writeId } from '#values/id'
import { InvoiceStatus } from '../invoices/invoice-status.tsx'
import { PaymentStatus } from '../payments/payment-status.tsx'
import { useCompany } from '../shell/company.ts'
import { EmptyState } from '../ui/notices.tsx'
import { Panel } from '../ui/panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './customer.module.css'
import type { CustomerDetail } from './customer-types.ts'
import { ListHead } from './list-head.tsx'
import { NewestOnly } from './newest-only.tsx'

export function CustomerInvoices({ customer }: { readonly customer: CustomerDetail }) {
  const { t } = useTranslation('customers')
  const invoices = useTranslation('invoices').t
  const { path } = useCompany()
  const format = useFormat()
  return (
    <Panel label={t('page.invoices')}>
      {customer.invoices.length === 0 ? (
        <EmptyState title={t('page.noInvoices')} />
      ) : (
        <>
          <ListHead words={[invoices('column.number'), invoices('column.due'), invoices('column.status'), invoices('column.open')]} />
          {customer.invoices.map((invoice) => (
            <Link
              key={invoice.invoiceId}
              to="/$company/invoices"
              params={path}
              search={{ view: 'all', customer: writeId('customer', customer.customerId), open: writeId('invoice', invoice.invoiceId) }}
              className={classes.link}
            >
              <span className="strong cut">{invoice.number}</span>
              <span className="num second">{invoice.dueOn === null ? '–' : format.day(invoice.dueOn)}</span>
              <InvoiceStatus invoice={invoice} bare />
              <span className={`num ${invoice.open.minor === 0n ? 'third' : 'strong'}`}>{format.money(invoice.open)}</span>
            </Link>
          ))}
          <NewestOnly shown={customer.invoices.length} of={customer.counts.invoices}>
            <Link to="/$company/invoices" params={path} search={{ view: 'all', customer: writeId('customer', customer.customerId) }}>
              {t('newest.invoices')}
            </Link>
          </NewestOnly>
        </>
      )}
    </Panel>
  )
}

export function CustomerPayments({ customer }: { readonly customer: CustomerDetail }) {
  const { t } = useTranslation('customers')
  const words = useTranslation('payments').t
  const { path } = useCompany()
  const format = useFormat()
  return (
    <Panel label={t('page.payments')}>
      {customer.payments.length === 0 ? (
        <EmptyState title={t('page.noPayments')} />
      ) : (
        <>
          <ListHead words={[words('column.title'), words('column.on'), words('column.status'), words('column.amount')]} />
          {customer.payments.map((payment) => (
            <Link
              key={payment.paymentId}
              to="/$company/payments"
              params={path}
              search={{ customer: writeId('customer', customer.customerId), open: writeId('payment', payment.paymentId) }}
              className={classes.link}
            >
              <span className="cut" title={payment.title} dir="auto">
                {payment.title}
              </span>
              <span className="num second">{format.day(payment.bookedOn)}</span>
              <PaymentStatus payment={payment} bare />
              <span className="num strong">{format.money(payment.amount)}</span>
            </Link>
          ))}
          <NewestOnly shown={customer.payments.length} of={customer.counts.payments}>
            <Link to="/$company/payments" params={path} search={{ customer: writeId('customer', customer.customerId) }}>
              {t('newest.payments')}
            </Link>
          </NewestOnly>
        </>
      )}
    </Panel>
  )
}

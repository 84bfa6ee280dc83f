// The customer at the right: balance, open invoices (those of the chosen candidate carry its number), last payments.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { writeId } from '#values/id'
import { useCompany } from '../shell/company.ts'
import { Copyable, Facts } from '../ui/facts.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { Shape } from '../ui/shape.tsx'
import { useFormat } from '../ui/use-format.ts'
import { accountEnd } from './account-end.ts'
import type { PaymentDetail } from './payment-types.ts'
import classes from './review.module.css'

export function CustomerPanel({ payment, chosen }: { readonly payment: PaymentDetail; readonly chosen: number }) {
  const { t } = useTranslation('review')
  const { path } = useCompany()
  const format = useFormat()
  const { customer } = payment
  if (customer === null)
    return (
      <aside className={classes.right} aria-label={t('customer.label')} tabIndex={0}>
        <h2>{t('customer.none')}</h2>
        <p className="s second">{t('customer.noneBody')}</p>
      </aside>
    )
  const used = new Set(payment.match?.candidates[chosen]?.allocations.map((allocation) => allocation.invoiceId))
  return (
    <aside className={classes.right} aria-label={t('customer.label')} tabIndex={0}>
      <header>
        <h2>
          <Link
            to="/$company/customers/$customer"
            params={{ ...path, customer: writeId('customer', customer.customerId) }}
            style={{ color: 'inherit' }}
          >
            {customer.name}
          </Link>
        </h2>
        {customer.taxId === null ? null : (
          <span className="xs third">
            <Copyable value={customer.taxId} shown={t('customer.nip', { nip: customer.taxId })} />
          </span>
        )}
      </header>
      <Facts
        rows={[
          [t('customer.balance'), <b key="balance">{format.money(customer.balance)}</b>],
          [
            t('customer.overdue'),
            <span key="overdue" className={customer.overdue.minor > 0n ? 'tone-bad strong' : ''}>
              {format.money(customer.overdue)}
            </span>,
          ],
        ]}
      />
      <section>
        <div className="row apart">
          <h3>{t('customer.open')}</h3>
          <span className="xs third figures">{format.number(customer.open)}</span>
        </div>
        <div style={{ marginTop: 4 }}>
          {customer.openInvoices.map((invoice) => (
            <Link
              key={invoice.invoiceId}
              to="/$company/invoices"
              params={path}
              search={{ view: 'all', open: writeId('invoice', invoice.invoiceId) }}
              className={classes.mini}
              {...(used.has(invoice.invoiceId) && { 'data-used': true })}
            >
              <span className={invoice.daysPastDue > 0 ? 'tone-bad' : 'third'}>
                <Shape name={invoice.daysPastDue > 0 ? 'triangle' : 'ring'} />
              </span>
              <span className="cut">{invoice.number}</span>
              <span className="end row tight">
                {used.has(invoice.invoiceId) ? (
                  <span aria-hidden>
                    <KeyCap always>{chosen + 1}</KeyCap>
                  </span>
                ) : null}
                <span className="num">{format.money(invoice.open, 'bare')}</span>
              </span>
            </Link>
          ))}
          {customer.open > customer.openInvoices.length ? (
            <Link
              to="/$company/invoices"
              params={path}
              search={{ view: 'open', customer: writeId('customer', customer.customerId) }}
              className="xs"
            >
              {t('customer.allOpen')}
            </Link>
          ) : null}
        </div>
      </section>
      {customer.lastPayments.length === 0 ? null : (
        <section>
          <h3>{t('customer.last')}</h3>
          <div style={{ marginTop: 4 }}>
            {customer.lastPayments.map((last) => (
              <div key={last.paymentId} className={classes.mini}>
                <span className="figures">{format.day(last.bookedOn)}</span>
                <span className="third cut">{last.account === null ? '' : t('customer.from', { account: accountEnd(last.account) })}</span>
                <span className="num end">{format.money(last.amount, 'bare')}</span>
              </div>
            ))}
          </div>
        </section>
      )}
    </aside>
  )
}

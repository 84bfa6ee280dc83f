// Fields that every agreement has: which invoices it is about, who said it, on which way, in which words.
import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { waysOfSaying } from '#contract/agreements'
import { listInvoices } from '#contract/invoices'
import type { Id } from '#values/id'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { FailureBanner } from '../ui/failure.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './customer.module.css'
import type { CustomerDetail } from './customer-types.ts'

export type Said = {
  readonly invoiceIds: readonly Id[]
  readonly byWhom: string
  readonly channel: (typeof waysOfSaying)[number]
  readonly words: string
}

/** Nothing ticked: the whole customer. */
export function useSaid() {
  const [said, setSaid] = useState<Said>({ invoiceIds: [], byWhom: '', channel: 'phone', words: '' })
  const set = (change: Partial<Said>) => setSaid((now) => ({ ...now, ...change }))
  const body = {
    invoiceIds: [...said.invoiceIds],
    words: said.words.trim(),
    byWhom: said.byWhom.trim() === '' ? null : said.byWhom.trim(),
    channel: said.channel,
  }
  return { said, set, body }
}

export function InvoiceChoice({
  customer,
  chosen,
  onChange,
}: {
  readonly customer: CustomerDetail
  readonly chosen: readonly Id[]
  readonly onChange: (invoiceIds: readonly Id[]) => void
}) {
  const { t } = useTranslation('agreements')
  const format = useFormat()
  const { params } = useCompany()
  // Those due first, whatever their age: the page of the customer holds the newest alone.
  const { data, error } = useRead(listInvoices, {
    params,
    query: { customerId: customer.customerId, status: 'open', order: 'due', limit: 500 },
  })
  if (error !== null) return <FailureBanner error={error} />
  if (data === undefined) return <Skeleton height={64} />
  const open = data.rows
  if (open.length === 0) return null
  return (
    <fieldset className={classes.choice}>
      <legend>{t('form.about')}</legend>
      <p className="xs third">{chosen.length === 0 ? t('form.aboutAll') : t('form.aboutSome', { count: chosen.length })}</p>
      <div className={classes.choices}>
        {open.map((invoice) => (
          <Checkbox
            key={invoice.invoiceId}
            size="xs"
            checked={chosen.includes(invoice.invoiceId)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked
                  ? [...chosen, invoice.invoiceId]
                  : chosen.filter((invoiceId) => invoiceId !== invoice.invoiceId),
              )
            }
            label={
              <span className={classes.choiceLine}>
                <span className="cut">{invoice.number}</span>
                <span className="num">{format.money(invoice.open)}</span>
              </span>
            }
          />
        ))}
      </div>
    </fieldset>
  )
}

export function SaidFields({ said, onChange }: { readonly said: Said; readonly onChange: (change: Partial<Said>) => void }) {
  const { t } = useTranslation('agreements')
  return (
    <>
      <TextInput
        label={t('form.byWhom')}
        value={said.byWhom}
        maxLength={200}
        onChange={(event) => onChange({ byWhom: event.currentTarget.value })}
      />
      <Select
        label={t('form.channel')}
        value={said.channel}
        data={waysOfSaying.map((value) => ({ value, label: t(`way.${value}`) }))}
        onChange={(value) => {
          const channel = waysOfSaying.find((way) => way === value)
          if (channel !== undefined) onChange({ channel })
        }}
      />
      <Textarea
        label={t('form.words')}
        value={said.words}
        autosize
        minRows={2}
        maxLength={2_000}
        onChange={(event) => onChange({ words: event.currentTarget.value })}
      />
    </>
  )
}

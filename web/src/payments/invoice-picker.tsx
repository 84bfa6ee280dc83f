// Finds an open invoice to set a payment against, or a customer whose money it is: his invoices first, else by number, name or amount.
import { IconPlus } from '@tabler/icons-react'
import { useDeferredValue, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listCustomers } from '#contract/customers'
import { listInvoices } from '#contract/invoices'
import type { Id } from '#values/id'
import type { Money } from '#values/money'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { KeyCap } from '../ui/key-cap.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useKeys } from '../ui/use-keys.ts'
import type { PaymentDetail } from './payment-types.ts'
import classes from './split-editor.module.css'

export type PickedInvoice = {
  readonly invoiceId: Id
  readonly number: string
  readonly open: Money
  readonly customerId: Id | null
  readonly overdue: boolean
}

type Option = {
  readonly id: Id
  readonly title: string
  readonly detail: string
  readonly amount: Money | null
  readonly act: () => void
}

type Props = {
  readonly payment: PaymentDetail
  readonly taken: readonly Id[]
  readonly customerId: Id | null
  readonly autoFocus: boolean
  readonly onPick: (invoice: PickedInvoice) => void
  /** Whose money it is, chosen by name where no invoice says so. */
  readonly onCustomer: (customer: { readonly customerId: Id; readonly name: string }) => void
}

export function InvoicePicker({ payment, taken, customerId, autoFocus, onPick, onCustomer }: Props) {
  const { t } = useTranslation('review')
  const { params, can } = useCompany()
  const format = useFormat()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [here, setHere] = useState(false)
  const [at, setAt] = useState(0)
  const query = useDeferredValue(text.trim())
  const { data } = useRead(
    listInvoices,
    {
      params,
      query: {
        status: 'open',
        order: 'due',
        limit: 30,
        currency: payment.amount.currency,
        ...(query !== '' && { search: query }),
        ...(query === '' && customerId !== null && { customerId }),
      },
    },
    { enabled: here && (query !== '' || customerId !== null), keep: true },
  )
  const found = useRead(
    listCustomers,
    { params, query: { search: query, limit: 5 } },
    { enabled: here && query !== '' && can('customers.read'), keep: true },
  )
  const invoices = (data?.rows ?? []).filter((row) => !taken.includes(row.invoiceId) && row.open.currency === payment.amount.currency)
  const customers = query === '' ? [] : (found.data?.rows ?? []).slice(0, 5)
  const options: readonly Option[] = [
    ...invoices.map((row) => ({
      id: row.invoiceId,
      title: row.number,
      detail: row.customerName ?? '',
      amount: row.open,
      act: () => onPick({ invoiceId: row.invoiceId, number: row.number, open: row.open, customerId: row.customerId, overdue: row.overdue }),
    })),
    ...customers.map((row) => ({
      id: row.customerId,
      title: row.name,
      detail: t('split.asCustomer'),
      amount: null,
      act: () => onCustomer({ customerId: row.customerId, name: row.name }),
    })),
  ]
  const chosen = Math.min(at, options.length - 1)
  useKeys({ f: () => field.current?.focus() })
  const pick = (index: number) => {
    const option = options[index]
    if (option === undefined) return
    option.act()
    setText('')
    setAt(0)
  }
  const keys = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setAt((chosen + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % Math.max(1, options.length))
    }
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      pick(chosen)
    }
    if (event.key === 'Escape') {
      event.stopPropagation()
      field.current?.blur()
    }
  }
  const shown = here && (options.length > 0 || (query !== '' && data !== undefined))
  return (
    <div className={classes.add}>
      <IconPlus size={16} stroke={1.6} aria-hidden />
      <input
        ref={field}
        autoFocus={autoFocus}
        value={text}
        placeholder={t('split.add')}
        role="combobox"
        aria-label={t('split.add')}
        aria-expanded={shown}
        aria-controls="split-options"
        aria-activedescendant={shown && options.length > 0 ? `split-option-${chosen}` : undefined}
        autoComplete="off"
        onChange={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
        onFocus={() => setHere(true)}
        onBlur={() => setHere(false)}
        onKeyDown={keys}
      />
      <KeyCap>F</KeyCap>
      {shown ? (
        <div id="split-options" role="listbox" aria-label={t('split.add')} className={classes.options}>
          {options.length === 0 ? (
            <div className="s third" style={{ padding: '8px 10px' }}>
              {t('split.nothingFound')}
            </div>
          ) : (
            options.map((option, index) => (
              <div
                key={option.id}
                id={`split-option-${index}`}
                role="option"
                aria-selected={index === chosen}
                className={classes.option}
                onMouseDown={(event) => {
                  event.preventDefault()
                  pick(index)
                }}
                onMouseMove={() => setAt(index)}
              >
                <span className="strong">{option.title}</span>
                <span className="third cut">{option.detail}</span>
                <span className="num">{option.amount === null ? '' : format.money(option.amount)}</span>
              </div>
            ))
          )}
        </div>
      ) : null}
    </div>
  )
}

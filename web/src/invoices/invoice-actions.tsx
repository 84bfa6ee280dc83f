// What a person does with an invoice, each as a short form inside the sheet.
import { Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { holdInvoice, payByHand, writeOffInvoice } from '#contract/invoices'
import { parseDay } from '#values/day'
import { absolute } from '#values/money'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { DayField } from '../ui/day-field.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { MoneyField } from '../ui/money-field.tsx'
import { parseAmount } from '../ui/parse-amount.ts'
import { SheetForm } from '../ui/sheet-section.tsx'
import { toast } from '../ui/toasts.tsx'
import { typedAmount } from '../ui/typed-amount.ts'
import { useFormat } from '../ui/use-format.ts'
import classes from './invoice-actions.module.css'
import { changedByInvoice, type InvoiceDetail } from './invoice-types.ts'

export type InvoiceAction = 'pay' | 'dispute' | 'promise' | 'pause' | 'writeOff'

type FormProps = { readonly invoice: InvoiceDetail; readonly onDone: () => void }

export function InvoiceActions({
  invoice,
  open,
  onOpen,
}: {
  readonly invoice: InvoiceDetail
  readonly open: InvoiceAction | null
  readonly onOpen: (action: InvoiceAction | null) => void
}) {
  const { t } = useTranslation('invoices')
  const { can } = useCompany()
  const isOpen = invoice.open.minor > 0n
  const actions: readonly InvoiceAction[] = [
    ...(can('payments.record') && isOpen ? ['pay' as const] : []),
    ...(can('invoices.change') && isOpen ? ['dispute' as const, 'promise' as const, 'pause' as const] : []),
    ...(can('invoices.write-off') && isOpen ? ['writeOff' as const] : []),
  ]
  if (actions.length === 0) return null
  const done = () => onOpen(null)
  return (
    <>
      <div className={`row wrap ${classes.actions}`}>
        {actions.map((action) => (
          <Button key={action} size="sm" aria-expanded={open === action} onClick={() => onOpen(open === action ? null : action)}>
            {t(`sheet.${action}`)}
          </Button>
        ))}
      </div>
      {open === 'pay' ? (
        <PayForm invoice={invoice} onDone={done} />
      ) : open === 'writeOff' ? (
        <WriteOffForm invoice={invoice} onDone={done} />
      ) : open === null ? null : (
        <HoldForm key={open} kind={open} invoice={invoice} onDone={done} />
      )}
    </>
  )
}

function useAmount(invoice: InvoiceDetail) {
  const { t } = useTranslation('invoices')
  const format = useFormat()
  const [text, setText] = useState(() => typedAmount(absolute(invoice.open), format.language))
  const amount = parseAmount(text, invoice.open.currency)
  const error =
    amount === null || amount.minor <= 0n
      ? t('act.amountWrong')
      : amount.minor > invoice.open.minor
        ? t('act.amountAbove', { open: format.money(invoice.open) })
        : undefined
  return { text, setText, amount, error }
}

function PayForm({ invoice, onDone }: FormProps) {
  const { t } = useTranslation('invoices')
  const { params } = useCompany()
  const format = useFormat()
  const { text, setText, amount, error } = useAmount(invoice)
  const [kind, setKind] = useState<'cash' | 'netting' | 'other'>('cash')
  const [on, setOn] = useState<string>(format.today)
  const [why, setWhy] = useState('')
  const pay = useChange(payByHand, changedByInvoice)
  const day = parseDay(on)
  const submit = () => {
    if (amount === null || day === null || error !== undefined) return
    pay.mutate(
      { params: { ...params, invoiceId: invoice.invoiceId }, body: { amount, on: day, kind, why } },
      {
        onSuccess: () => {
          toast(t('act.pay.done', { amount: format.money(amount), number: invoice.number }))
          onDone()
        },
      },
    )
  }
  return (
    <SheetForm title={t('act.pay.title')} onSubmit={submit} onLeave={onDone}>
      {pay.isError ? <FailureBanner error={pay.error} /> : null}
      <MoneyField label={t('act.pay.amount')} value={text} onChange={setText} currency={invoice.open.currency} error={error} autoFocus />
      <DayField label={t('act.pay.on')} value={on} onChange={setOn} max={format.today} required />
      <Select
        label={t('act.pay.kind')}
        value={kind}
        onChange={(value) => {
          if (value === 'cash' || value === 'netting' || value === 'other') setKind(value)
        }}
        data={(['cash', 'netting', 'other'] as const).map((value) => ({ value, label: t(`act.pay.${value}`) }))}
      />
      <Textarea
        label={t('act.pay.why')}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={500}
      />
      <FormButtons submit={t('act.pay.submit')} busy={pay.isPending} disabled={error !== undefined || day === null} onCancel={onDone} />
    </SheetForm>
  )
}

function HoldForm({ kind, invoice, onDone }: FormProps & { readonly kind: 'dispute' | 'promise' | 'pause' }) {
  const { t } = useTranslation('invoices')
  const { params } = useCompany()
  const format = useFormat()
  const [why, setWhy] = useState('')
  const [until, setUntil] = useState('')
  const hold = useChange(holdInvoice, changedByInvoice)
  const submit = () =>
    hold.mutate(
      { params: { ...params, invoiceId: invoice.invoiceId }, body: { kind, why: why.trim(), until: parseDay(until) } },
      {
        onSuccess: () => {
          toast(t('act.hold.done', { number: invoice.number }))
          onDone()
        },
      },
    )
  return (
    <SheetForm title={t(`act.hold.${kind}`)} onSubmit={submit} onLeave={onDone}>
      {hold.isError ? <FailureBanner error={hold.error} /> : null}
      <Textarea
        label={t('act.hold.why')}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={500}
        required
        withAsterisk={false}
        autoFocus
      />
      <DayField label={t('act.hold.until')} value={until} onChange={setUntil} min={format.today} hint={t('act.hold.untilHint')} />
      <FormButtons submit={t('act.hold.submit')} busy={hold.isPending} disabled={why.trim() === ''} onCancel={onDone} />
    </SheetForm>
  )
}

function WriteOffForm({ invoice, onDone }: FormProps) {
  const { t } = useTranslation('invoices')
  const { params } = useCompany()
  const format = useFormat()
  const { text, setText, amount, error } = useAmount(invoice)
  const [why, setWhy] = useState('')
  const writeOff = useChange(writeOffInvoice, changedByInvoice)
  const submit = () => {
    if (amount === null || error !== undefined) return
    writeOff.mutate(
      { params: { ...params, invoiceId: invoice.invoiceId }, body: { amount, why: why.trim() } },
      {
        onSuccess: () => {
          toast(t('act.writeOff.done', { amount: format.money(amount), number: invoice.number }))
          onDone()
        },
      },
    )
  }
  return (
    <SheetForm title={t('act.writeOff.title')} onSubmit={submit} onLeave={onDone}>
      {writeOff.isError ? <FailureBanner error={writeOff.error} /> : null}
      <p className="xs third">{t('act.writeOff.note')}</p>
      <MoneyField
        label={t('act.writeOff.amount')}
        value={text}
        onChange={setText}
        currency={invoice.open.currency}
        error={error}
        autoFocus
      />
      <Textarea
        label={t('act.writeOff.why')}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={500}
        required
        withAsterisk={false}
      />
      <FormButtons
        submit={t('act.writeOff.submit', { amount: amount === null ? '' : format.money(amount) })}
        busy={writeOff.isPending}
        disabled={error !== undefined || why.trim() === ''}
        onCancel={onDone}
      />
    </SheetForm>
  )
}

function FormButtons({
  submit,
  busy,
  disabled,
  onCancel,
}: {
  readonly submit: string
  readonly busy: boolean
  readonly disabled: boolean
  readonly onCancel: () => void
}) {
  const { t } = useTranslation('shell')
  return (
    <div className="row">
      <Button type="submit" look="filled" busy={busy} disabled={disabled}>
        {submit}
      </Button>
      <Button look="plain" onClick={onCancel}>
        {t('cancel')}
      </Button>
    </div>
  )
}

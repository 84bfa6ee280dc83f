// Writing down what a customer said: a promise, an objection, a pause.
import { Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pauseCustomer, raiseDispute, reasonsOfDisputes, recordPromise } from '#contract/agreements'
import { addDays, parseDay } from '#values/day'
import type { Money } from '#values/money'
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
import { type CustomerDetail, changedByCustomer, type Debt } from './customer-types.ts'
import { DebtChoice, debtsOf } from './debt-choice.tsx'
import { InvoiceChoice, SaidFields, useSaid } from './said-fields.tsx'

export type FormProps = { readonly customer: CustomerDetail; readonly onDone: () => void }

export function FormButtons({ submit, busy, disabled }: { readonly submit: string; readonly busy: boolean; readonly disabled: boolean }) {
  return (
    <div>
      <Button type="submit" look="filled" busy={busy} disabled={disabled}>
        {submit}
      </Button>
    </div>
  )
}

/** What is late, where anything is. */
const owedFirst = ({ open, overdue }: Debt): Money => (overdue.minor > 0n ? overdue : open)

export function PromiseForm({ customer, onDone }: FormProps) {
  const { t } = useTranslation('agreements')
  const { params } = useCompany()
  const format = useFormat()
  const { said, set, body } = useSaid()
  const [debt, setDebt] = useState(debtsOf(customer)[0])
  const owed = owedFirst(debt)
  const typed = (amount: Money) => (amount.minor > 0n ? typedAmount(amount, format.language) : '')
  const [amountText, setAmountText] = useState(() => typed(owed))
  const [on, setOn] = useState<string>(addDays(format.today, 7))
  const record = useChange(recordPromise, changedByCustomer)
  const amount = parseAmount(amountText, owed.currency)
  const day = parseDay(on)
  const wrong = amount === null || amount.minor <= 0n
  const submit = () => {
    if (amount === null || wrong || day === null) return
    record.mutate(
      { params: { ...params, customerId: customer.customerId }, body: { ...body, amount, promisedOn: day } },
      {
        onSuccess: () => {
          toast(t('done.promise', { amount: format.money(amount), day: format.day(day) }))
          onDone()
        },
      },
    )
  }
  return (
    <SheetForm title={t('form.promise')} onSubmit={submit}>
      {record.isError ? <FailureBanner error={record.error} /> : null}
      <DebtChoice
        customer={customer}
        debt={debt}
        onChange={(next) => {
          setDebt(next)
          setAmountText(typed(owedFirst(next)))
        }}
      />
      <MoneyField
        label={t('form.amount')}
        value={amountText}
        onChange={setAmountText}
        currency={owed.currency}
        error={wrong && amountText !== '' ? t('form.amountWrong') : undefined}
        autoFocus
      />
      <DayField label={t('form.promisedOn')} value={on} onChange={setOn} min={format.today} required hint={t('form.promisedHint')} />
      <InvoiceChoice customer={customer} chosen={said.invoiceIds} onChange={(invoiceIds) => set({ invoiceIds })} />
      <SaidFields said={said} onChange={set} />
      <FormButtons submit={t('form.savePromise')} busy={record.isPending} disabled={wrong || day === null} />
    </SheetForm>
  )
}

export function DisputeForm({ customer, onDone }: FormProps) {
  const { t } = useTranslation('agreements')
  const { params } = useCompany()
  const { said, set, body } = useSaid()
  const [reason, setReason] = useState<(typeof reasonsOfDisputes)[number]>('amount')
  const raise = useChange(raiseDispute, changedByCustomer)
  const submit = () =>
    raise.mutate(
      { params: { ...params, customerId: customer.customerId }, body: { ...body, reason, amount: null } },
      {
        onSuccess: () => {
          toast(t('done.dispute'))
          onDone()
        },
      },
    )
  return (
    <SheetForm title={t('form.dispute')} onSubmit={submit}>
      {raise.isError ? <FailureBanner error={raise.error} /> : null}
      <Select
        label={t('form.reason')}
        value={reason}
        data={reasonsOfDisputes.map((value) => ({ value, label: t(`reason.${value}`) }))}
        onChange={(value) => {
          const found = reasonsOfDisputes.find((each) => each === value)
          if (found !== undefined) setReason(found)
        }}
      />
      <InvoiceChoice customer={customer} chosen={said.invoiceIds} onChange={(invoiceIds) => set({ invoiceIds })} />
      <SaidFields said={said} onChange={set} />
      <FormButtons submit={t('form.saveDispute')} busy={raise.isPending} disabled={false} />
    </SheetForm>
  )
}

export function PauseForm({ customer, onDone }: FormProps) {
  const { t } = useTranslation('agreements')
  const { params } = useCompany()
  const format = useFormat()
  const [kind, setKind] = useState<'pause' | 'insolvency'>('pause')
  const [until, setUntil] = useState('')
  const [why, setWhy] = useState('')
  const pause = useChange(pauseCustomer, changedByCustomer)
  const submit = () =>
    pause.mutate(
      { params: { ...params, customerId: customer.customerId }, body: { kind, until: parseDay(until), why: why.trim() } },
      {
        onSuccess: () => {
          toast(t('done.pause'))
          onDone()
        },
      },
    )
  return (
    <SheetForm title={t('form.pause')} onSubmit={submit}>
      {pause.isError ? <FailureBanner error={pause.error} /> : null}
      <Select
        label={t('form.kind')}
        value={kind}
        data={(['pause', 'insolvency'] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={(value) => {
          if (value === 'pause' || value === 'insolvency') setKind(value)
        }}
      />
      <DayField label={t('form.until')} value={until} onChange={setUntil} min={format.today} hint={t('form.untilHint')} />
      <Textarea
        label={t('form.why')}
        value={why}
        autosize
        minRows={2}
        maxLength={500}
        required
        withAsterisk={false}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <FormButtons submit={t('form.savePause')} busy={pause.isPending} disabled={why.trim() === ''} />
    </SheetForm>
  )
}

// A schedule of instalments: so many equal ones from a day on, each row then to be changed by hand.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { agreeInstalments } from '#contract/agreements'
import { addDays, addMonths, type Day, parseDay } from '#values/day'
import { money } from '#values/money'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { DayField } from '../ui/day-field.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { MoneyField } from '../ui/money-field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { parseAmount } from '../ui/parse-amount.ts'
import { SheetForm } from '../ui/sheet-section.tsx'
import { toast } from '../ui/toasts.tsx'
import { typedAmount } from '../ui/typed-amount.ts'
import { useFormat } from '../ui/use-format.ts'
import { FormButtons, type FormProps } from './agreement-forms.tsx'
import classes from './customer.module.css'
import { changedByCustomer } from './customer-types.ts'
import { DebtChoice, debtsOf } from './debt-choice.tsx'
import { InvoiceChoice, SaidFields, useSaid } from './said-fields.tsx'

type Row = { readonly key: number; readonly on: string; readonly amount: string }

export function InstalmentsForm({ customer, onDone }: FormProps) {
  const { t } = useTranslation('agreements')
  const { params } = useCompany()
  const format = useFormat()
  const { said, set, body } = useSaid()
  const [debt, setDebt] = useState(debtsOf(customer)[0])
  const { currency } = debt.open
  const typed = (minor: bigint) => typedAmount(money(minor, currency), format.language)
  const [total, setTotal] = useState(() => typed(debt.open.minor))
  const [count, setCount] = useState(3)
  const [first, setFirst] = useState<string>(addDays(format.today, 14))
  const [rows, setRows] = useState<readonly Row[]>([])
  const agree = useChange(agreeInstalments, changedByCustomer)
  const whole = parseAmount(total, currency)
  const from = parseDay(first)
  const lay = () => {
    if (whole === null || from === null) return
    const each = whole.minor / BigInt(count)
    setRows(
      Array.from({ length: count }, (_, at) => ({
        key: at,
        on: addMonths(from, at),
        amount: typed(at === count - 1 ? whole.minor - each * BigInt(count - 1) : each),
      })),
    )
  }
  const read = rows.map((row) => ({ dueOn: parseDay(row.on), amount: parseAmount(row.amount, currency) }))
  const ready = read.length > 0 && read.every((row) => row.dueOn !== null && row.amount !== null && row.amount.minor > 0n)
  const sum = read.reduce((all, row) => all + (row.amount?.minor ?? 0n), 0n)
  const submit = () => {
    if (!ready) return
    const given = read.flatMap((row) =>
      row.dueOn === null || row.amount === null ? [] : [{ dueOn: row.dueOn as Day, amount: row.amount }],
    )
    agree.mutate(
      { params: { ...params, customerId: customer.customerId }, body: { ...body, rows: given } },
      {
        onSuccess: () => {
          toast(t('done.instalments', { count: given.length }))
          onDone()
        },
      },
    )
  }
  const change = (key: number, to: Partial<Row>) => setRows((now) => now.map((row) => (row.key === key ? { ...row, ...to } : row)))
  return (
    <SheetForm title={t('form.instalments')} onSubmit={submit}>
      {agree.isError ? <FailureBanner error={agree.error} /> : null}
      <DebtChoice
        customer={customer}
        debt={debt}
        onChange={(next) => {
          setDebt(next)
          setTotal(typedAmount(next.open, format.language))
          setRows([])
        }}
      />
      <MoneyField label={t('form.total')} value={total} onChange={setTotal} currency={currency} autoFocus />
      <div className={classes.pair}>
        <NumberField
          label={t('form.count')}
          value={count}
          min={1}
          max={60}
          onChange={(value) => {
            if (value !== null) setCount(value)
          }}
        />
        <DayField label={t('form.first')} value={first} onChange={setFirst} min={format.today} />
      </div>
      <div>
        <Button onClick={lay} disabled={whole === null || from === null}>
          {t('form.lay')}
        </Button>
      </div>
      {rows.map((row, at) => (
        <div key={row.key} className={classes.pair}>
          <DayField label={t('form.rowOn', { nth: at + 1 })} value={row.on} onChange={(on) => change(row.key, { on })} min={format.today} />
          <MoneyField
            label={t('form.rowAmount')}
            value={row.amount}
            onChange={(amount) => change(row.key, { amount })}
            currency={currency}
          />
        </div>
      ))}
      {rows.length === 0 ? null : <p className="s second">{t('form.sum', { amount: format.money(money(sum, currency)) })}</p>}
      <InvoiceChoice customer={customer} chosen={said.invoiceIds} onChange={(invoiceIds) => set({ invoiceIds })} />
      <SaidFields said={said} onChange={set} />
      <FormButtons submit={t('form.saveInstalments')} busy={agree.isPending} disabled={!ready} />
    </SheetForm>
  )
}

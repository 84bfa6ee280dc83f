// Splitting a payment by hand: amounts against invoices, `=` fills the rest, what is left over stays on the customer's account.
import { IconX } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDecimal } from '#values/decimal'

import { add, type Money, subtract, zero } from '#values/money'
import { Button } from '../ui/button.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { MoneyField } from '../ui/money-field.tsx'
import { parseAmount } from '../ui/parse-amount.ts'
import { Shape } from '../ui/shape.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useKeys } from '../ui/use-keys.ts'
import { InvoicePicker, type PickedInvoice } from './invoice-picker.tsx'
import type { PaymentDetail } from './payment-types.ts'
import classes from './split-editor.module.css'
import type { SplitBody } from './use-decisions.ts'

type Row = PickedInvoice & { readonly text: string }

type Props = {
  readonly payment: PaymentDetail
  readonly candidate: number
  readonly onSave: (body: SplitBody) => void
  readonly onLeave: () => void
}

export function SplitEditor({ payment, candidate, onSave, onLeave }: Props) {
  const { t } = useTranslation('review')
  const shell = useTranslation('shell').t
  const format = useFormat()
  const write = (amount: Money) => formatDecimal(amount).replace('.', format.language === 'pl' ? ',' : '.')
  const proposal = payment.match?.candidates[candidate]
  const proposed = (): readonly Row[] =>
    (proposal?.allocations ?? []).map((each) => ({
      invoiceId: each.invoiceId,
      number: each.number,
      open: each.openBefore,
      customerId: proposal?.customerId ?? null,
      overdue: each.dueOn !== null && each.dueOn < format.today,
      text: write(each.amount),
    }))
  const [rows, setRows] = useState(proposed)
  const editor = useRef<HTMLElement>(null)

  const total = payment.unapplied.minor > 0n ? payment.unapplied : payment.amount
  const amounts = rows.map((row) => parseAmount(row.text, total.currency))
  const used = amounts.reduce<Money>((sum, amount) => (amount === null ? sum : add(sum, amount)), zero(total.currency))
  const rest = subtract(total, used)
  const wrong = (at: number): string | undefined => {
    const amount = amounts[at]
    const open = rows[at]?.open
    if (amount === null || amount === undefined || open === undefined) return t('split.aboveOpen')
    return open.currency === amount.currency &&
      ((open.minor >= 0n && amount.minor > open.minor) || (open.minor < 0n && amount.minor < open.minor))
      ? t('split.aboveOpen')
      : undefined
  }
  const ready = rows.length > 0 && rest.minor >= 0n && rows.every((_, at) => wrong(at) === undefined && amounts[at]?.minor !== 0n)
  const change = (at: number, text: string) => setRows(rows.map((row, index) => (index === at ? { ...row, text } : row)))
  const fill = (at: number) => {
    const free = add(rest, amounts[at] ?? zero(total.currency))
    const open = rows[at]?.open
    if (open !== undefined) change(at, write(free.minor < open.minor ? free : open))
  }
  const step = (by: number) => {
    const fields = [...(editor.current?.querySelectorAll<HTMLInputElement>('input[inputmode="decimal"]') ?? [])]
    fields[(fields.indexOf(document.activeElement as HTMLInputElement) + by + fields.length) % fields.length]?.focus()
  }
  const keys = (at: number) => (event: React.KeyboardEvent) => {
    if (event.key === '=') {
      event.preventDefault()
      fill(at)
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      step(event.key === 'ArrowDown' ? 1 : -1)
    }
  }
  const save = () => {
    if (!ready) return
    onSave({
      customerId: rows[0]?.customerId ?? payment.customerId,
      allocations: rows.map((row, at) => ({ invoiceId: row.invoiceId, amount: amounts[at] ?? zero(total.currency) })),
    })
  }
  const addRow = (invoice: PickedInvoice) => {
    const most =
      invoice.open.currency === rest.currency && rest.minor > 0n
        ? rest.minor < invoice.open.minor
          ? rest
          : invoice.open
        : zero(total.currency)
    setRows([...rows, { ...invoice, text: write(most) }])
  }
  useKeys({ 'mod+Enter': save, Escape: onLeave })
  const changed =
    rows.filter((row, at) => proposed()[at]?.invoiceId !== row.invoiceId || proposed()[at]?.text !== row.text).length +
    Math.max(0, proposed().length - rows.length)
  return (
    <section ref={editor} className={classes.editor} aria-label={t('split.title')}>
      <header className={classes.head}>
        <h2>{t('split.title')}</h2>
        <span className="s third">
          {[
            proposal === undefined ? null : t('split.fromProposal', { at: candidate + 1 }),
            changed > 0 ? t('split.changed', { count: changed }) : null,
          ]
            .filter(Boolean)
            .join(', ')}
        </span>
        {changed > 0 && proposal !== undefined ? (
          <span className="end">
            <Button look="plain" size="sm" onClick={() => setRows(proposed())}>
              {t('split.restore')}
            </Button>
          </span>
        ) : null}
      </header>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('split.what')}</th>
            <th scope="col" className={`num ${classes.open}`}>
              {t('table.open')}
            </th>
            <th scope="col" className="num">
              {t('table.from')}
            </th>
            <th scope="col" className={`num ${classes.left}`}>
              {t('table.left')}
            </th>
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => {
            const amount = amounts[at]
            return (
              <tr key={row.invoiceId}>
                <td>
                  <span className="row tight">
                    <span className={row.overdue ? 'tone-bad' : 'third'}>
                      <Shape name={row.overdue ? 'triangle' : 'ring'} />
                    </span>
                    <span className="strong">{row.number}</span>
                  </span>
                </td>
                <td className={`num second ${classes.open}`}>{format.money(row.open)}</td>
                <td className={classes.amount}>
                  <MoneyField
                    bare
                    label={t('split.amount', { number: row.number })}
                    value={row.text}
                    onChange={(text) => change(at, text)}
                    currency={total.currency}
                    error={wrong(at)}
                    autoFocus={at === 0}
                    onKeyDown={keys(at)}
                  />
                </td>
                <td className={`num third ${classes.left}`}>
                  {amount == null || row.open.currency !== amount.currency ? '–' : format.money(subtract(row.open, amount))}
                </td>
                <td>
                  <Button
                    look="plain"
                    size="sm"
                    icon
                    aria-label={t('split.remove', { number: row.number })}
                    onClick={() => setRows(rows.filter((_, index) => index !== at))}
                  >
                    <IconX size={16} stroke={1.6} aria-hidden />
                  </Button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <InvoicePicker
        payment={payment}
        taken={rows.map((row) => row.invoiceId)}
        customerId={rows[0]?.customerId ?? payment.customerId}
        onPick={addRow}
      />
      <footer className={classes.foot}>
        <span className={rest.minor < 0n ? 'tone-bad' : rest.minor === 0n ? 'tone-ok' : 'third'}>
          <Shape name={rest.minor < 0n ? 'triangle' : rest.minor === 0n ? 'tick' : 'half'} />
        </span>
        <b>{rest.minor < 0n ? t('split.above') : rest.minor === 0n ? t('split.all') : t('split.rest')}</b>
        <span className="s second figures">{t('split.of', { used: format.money(used), total: format.money(total) })}</span>
        <span className="end s second figures">
          {t('split.toSplit')} <b>{format.money(rest)}</b>
        </span>
      </footer>
      <div className={classes.actions}>
        <Button look="filled" disabled={!ready} onClick={save}>
          {t('split.save')} <KeyCap>Ctrl</KeyCap>
          <KeyCap>Enter</KeyCap>
        </Button>
        <Button look="plain" onClick={onLeave}>
          {shell('cancel')} <KeyCap>Esc</KeyCap>
        </Button>
        <span className="s third">{t('split.note')}</span>
      </div>
    </section>
  )
}

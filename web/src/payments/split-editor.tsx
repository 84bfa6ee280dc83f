// Splitting a payment by hand: amounts against invoices and beside them, `=` fills the rest, what is left over stays on the customer's account.
import { IconX } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { zero } from '#values/money'
import { Button } from '../ui/button.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { MoneyField } from '../ui/money-field.tsx'
import { Shape } from '../ui/shape.tsx'
import { typedAmount } from '../ui/typed-amount.ts'
import { useFormat } from '../ui/use-format.ts'
import { useKeys } from '../ui/use-keys.ts'
import { InvoicePicker, type PickedInvoice } from './invoice-picker.tsx'
import { proposedFor } from './payment-state.ts'
import type { PaymentDetail } from './payment-types.ts'
import { bodyOf, draftOf, fillOf, type InvoiceRow, type PartRow, partKinds, reckon, totalOf } from './split-draft.ts'
import classes from './split-editor.module.css'
import { PartLine, RestChoice } from './split-lines.tsx'
import type { SplitBody } from './use-decisions.ts'

type Props = {
  readonly payment: PaymentDetail
  readonly candidate: number
  /** Opens at the search for an invoice. */
  readonly searching: boolean
  readonly onSave: (body: SplitBody) => void
  readonly onLeave: () => void
}

export function SplitEditor({ payment, candidate, searching, onSave, onLeave }: Props) {
  const { t } = useTranslation('review')
  const shell = useTranslation('shell').t
  const format = useFormat()
  const proposal = proposedFor(payment)[candidate]
  const proposed = () => draftOf(proposal, format.today, format.language)
  const [draft, setDraft] = useState(proposed)
  const nextKey = useRef(1)
  const editor = useRef<HTMLElement>(null)
  const { rows, parts } = draft
  const total = totalOf(payment)
  const sums = reckon(draft, payment)
  const { amounts, partAmounts, used, rest } = sums

  const changeRow = (at: number, change: Partial<InvoiceRow>) =>
    setDraft({ ...draft, rows: rows.map((row, index) => (index === at ? { ...row, ...change } : row)) })
  const changePart = (at: number, change: Partial<PartRow>) =>
    setDraft({ ...draft, parts: parts.map((part, index) => (index === at ? { ...part, ...change } : part)) })
  const step = (by: number) => {
    const fields = [...(editor.current?.querySelectorAll<HTMLInputElement>('input[inputmode="decimal"]') ?? [])]
    fields[(fields.indexOf(document.activeElement as HTMLInputElement) + by + fields.length) % fields.length]?.focus()
  }
  const keys = (fill: () => void) => (event: React.KeyboardEvent) => {
    if (event.key === '=') {
      event.preventDefault()
      fill()
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      step(event.key === 'ArrowDown' ? 1 : -1)
    }
  }
  const fillRow = (at: number) =>
    changeRow(at, { text: typedAmount(fillOf(rest, amounts[at] ?? null, rows[at]?.open ?? null), format.language) })
  const fillPart = (at: number) => changePart(at, { text: typedAmount(fillOf(rest, partAmounts[at] ?? null, null), format.language) })
  const save = () => {
    if (sums.ready) onSave(bodyOf(draft, sums, total.currency))
  }
  const addRow = (invoice: PickedInvoice) => {
    const amount = rest.minor > 0n && invoice.open.currency === rest.currency ? fillOf(rest, null, invoice.open) : zero(total.currency)
    setDraft({ ...draft, rows: [...rows, { ...invoice, text: typedAmount(amount, format.language), rest: 'open' }] })
  }
  const addPart = (kind: PartRow['kind']) => {
    const text = typedAmount(rest.minor > 0n ? rest : zero(total.currency), format.language)
    setDraft({ ...draft, parts: [...parts, { key: nextKey.current++, kind, text, reference: '' }] })
  }
  useKeys({ 'mod+Enter': save, Escape: onLeave })
  const before = proposed()
  const changed =
    rows.filter((row, at) => before.rows[at]?.invoiceId !== row.invoiceId || before.rows[at]?.text !== row.text || row.rest !== 'open')
      .length +
    Math.max(0, before.rows.length - rows.length) +
    parts.length
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
            <Button look="plain" size="sm" onClick={() => setDraft(before)}>
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
            <th scope="col" className={`num ${classes.amount}`}>
              {t('table.from')}
            </th>
            <th scope="col" className={`num ${classes.left}`}>
              {t('table.left')}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.invoiceId}>
              <td>
                <span className="row tight">
                  <span className={row.overdue ? 'tone-bad' : 'third'}>
                    <Shape name={row.overdue ? 'triangle' : 'ring'} />
                  </span>
                  <span className={`strong ${classes.number}`}>{row.number}</span>
                </span>
              </td>
              <td className={`num second ${classes.open}`}>{format.money(row.open)}</td>
              <td className={classes.amount}>
                <MoneyField
                  bare
                  label={t('split.amount', { number: row.number })}
                  value={row.text}
                  onChange={(text) => changeRow(at, { text })}
                  currency={total.currency}
                  error={sums.wrongRows.has(at) ? t('split.aboveOpen') : undefined}
                  autoFocus={at === 0 && !searching}
                  onKeyDown={keys(() => fillRow(at))}
                />
              </td>
              <td className={`num third ${classes.left}`}>
                <RestChoice row={row} amount={amounts[at]} onChange={(choice) => changeRow(at, { rest: choice })} />
              </td>
              <td>
                <Button
                  look="plain"
                  size="sm"
                  icon
                  aria-label={t('split.remove', { number: row.number })}
                  onClick={() => setDraft({ ...draft, rows: rows.filter((_, index) => index !== at) })}
                >
                  <IconX size={16} stroke={1.6} aria-hidden />
                </Button>
              </td>
            </tr>
          ))}
          {parts.map((part, at) => (
            <PartLine
              key={part.key}
              part={part}
              currency={total.currency}
              wrong={sums.wrongParts.has(at)}
              onChange={(change) => changePart(at, change)}
              onKeyDown={keys(() => fillPart(at))}
              onRemove={() => setDraft({ ...draft, parts: parts.filter((_, index) => index !== at) })}
            />
          ))}
        </tbody>
      </table>
      <InvoicePicker
        payment={payment}
        taken={rows.map((row) => row.invoiceId)}
        customerId={sums.customerId}
        autoFocus={searching || rows.length === 0}
        onPick={addRow}
        onCustomer={(customer) => setDraft({ ...draft, customer })}
      />
      <div className={classes.kinds} role="group" aria-label={t('split.beside')}>
        <span className="s third">{t('split.beside')}</span>
        {partKinds.map((kind) => (
          <Button key={kind} size="sm" onClick={() => addPart(kind)}>
            {t(`split.part.${kind}`)}
          </Button>
        ))}
        {draft.customer === null ? null : <span className="s end">{t('split.customer', { name: draft.customer.name })}</span>}
      </div>
      <footer className={classes.foot}>
        <span className={rest.minor < 0n ? 'tone-bad' : rest.minor === 0n ? 'tone-ok' : 'third'}>
          <Shape name={rest.minor < 0n ? 'triangle' : rest.minor === 0n ? 'tick' : 'half'} />
        </span>
        <b>
          {rest.minor < 0n
            ? t('split.above')
            : rest.minor === 0n
              ? t('split.all')
              : parts.some((part) => part.kind === 'advance' || part.kind === 'refund-due')
                ? t('split.restWaits')
                : t('split.rest')}
        </b>
        <span className="s second figures">{t('split.of', { used: format.money(used), total: format.money(total) })}</span>
        <span className="end s second figures">
          {t('split.toSplit')} <b>{format.money(rest)}</b>
        </span>
      </footer>
      <div className={classes.actions}>
        <Button look="filled" disabled={!sums.ready} onClick={save}>
          {t('split.save')} <KeyCap>Ctrl</KeyCap>
          <KeyCap>Enter</KeyCap>
        </Button>
        <Button look="plain" onClick={onLeave}>
          {shell('cancel')} <KeyCap>Esc</KeyCap>
        </Button>
        <span className="s third">{parts.length > 0 && sums.customerId === null ? t('split.customerFirst') : t('split.note')}</span>
      </div>
    </section>
  )
}

// Merging another customer into this one, by keyboard alone: search, choose with the arrows, see what would move, Enter.
import { TextInput } from '@mantine/core'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mergeCustomers, previewMerge, suggestMerges, undoMerge } from '#contract/customer-merges'
import { listCustomers } from '#contract/customers'
import type { Id } from '#values/id'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Banner, EmptyState } from '../ui/notices.tsx'
import { SheetForm } from '../ui/sheet-section.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import type { FormProps } from './agreement-forms.tsx'
import classes from './customer.module.css'
import { changedByCustomer } from './customer-types.ts'

type Found = { readonly customerId: Id; readonly name: string; readonly taxId: string | null; readonly note: string }

export function MergeForm({ customer, onDone }: FormProps) {
  const { t } = useTranslation('agreements')
  const { params } = useCompany()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const [from, setFrom] = useState<Found | null>(null)
  const query = useDeferredValue(text.trim())
  const suggested = useRead(suggestMerges, { params, query: { customer: customer.customerId } })
  const searched = useRead(listCustomers, { params, query: { search: query, limit: 8 } }, { enabled: query !== '', keep: true })
  const found: readonly Found[] =
    query === ''
      ? (suggested.data?.rows ?? []).map(({ a, b, reasons }) => ({
          ...(a.customerId === customer.customerId ? b : a),
          note: reasons.map((reason) => t(`merge.because.${reason}`)).join(', '),
        }))
      : (searched.data?.rows ?? []).filter((row) => row.customerId !== customer.customerId).map((row) => ({ ...row, note: '' }))
  const chosen = Math.min(at, found.length - 1)
  if (from !== null) return <MergePreview customer={customer} from={from} onBack={() => setFrom(null)} onDone={onDone} />
  return (
    <SheetForm title={t('merge.title')} onSubmit={() => setFrom(found[chosen] ?? null)}>
      <p className="s second">{t('merge.body', { name: customer.name })}</p>
      <TextInput
        label={t('merge.search')}
        value={text}
        autoFocus
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls="merge-found"
        aria-activedescendant={found.length > 0 ? `merge-${chosen}` : undefined}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          setAt(Math.max(0, Math.min(found.length - 1, chosen + (event.key === 'ArrowDown' ? 1 : -1))))
        }}
      />
      {found.length === 0 ? (
        <EmptyState title={query === '' ? t('merge.none') : t('merge.nobody')} />
      ) : (
        <div id="merge-found" role="listbox" aria-label={t('merge.found')}>
          {found.map((each, index) => (
            <div
              key={each.customerId}
              id={`merge-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className={classes.found}
              onMouseDown={(event) => {
                event.preventDefault()
                setFrom(each)
              }}
            >
              <span className="cut">
                <b>{each.name}</b> <span className="third">{each.taxId ?? ''}</span>
              </span>
              <span className="end xs third">{each.note}</span>
            </div>
          ))}
        </div>
      )}
    </SheetForm>
  )
}

const counted = ['invoices', 'payments', 'learnt', 'contacts', 'outbox', 'holds', 'notes', 'tasks', 'customer_sources'] as const

function MergePreview({ customer, from, onBack, onDone }: FormProps & { readonly from: Found; readonly onBack: () => void }) {
  const { t } = useTranslation('agreements')
  const shell = useTranslation('shell').t
  const { params } = useCompany()
  const format = useFormat()
  const pair = { from: from.customerId, into: customer.customerId }
  const preview = useRead(previewMerge, { params, query: pair })
  const merge = useChange(mergeCustomers, changedByCustomer)
  const undo = useChange(undoMerge, changedByCustomer)
  const submit = () =>
    merge.mutate(
      { params, body: { ...pair, why: null } },
      {
        onSuccess: ({ mergeId }) => {
          toast(t('merge.done', { from: from.name, into: customer.name }), {
            undo: () => undo.mutate({ params: { ...params, mergeId } }, { onSuccess: () => toast(t('merge.undone')) }),
          })
          onDone()
        },
      },
    )
  return (
    <SheetForm title={t('merge.preview', { from: from.name })} onSubmit={submit}>
      {merge.isError ? <FailureBanner error={merge.error} /> : null}
      {preview.isError ? <FailureBanner error={preview.error} /> : null}
      <p className="s second">{t('merge.moves', { from: from.name, into: customer.name })}</p>
      {preview.data?.taxIdsDiffer === true ? (
        <Banner tone="bad" title={t('merge.taxIdsDiffer')}>
          {t('merge.taxIdsDifferBody')}
        </Banner>
      ) : null}
      {preview.data === undefined ? null : (
        <Facts
          rows={[
            ...counted.map((name) => [t(`merge.count.${name}`), format.number(preview.data.counts[name] ?? 0)] as const),
            [t('merge.open'), preview.data.open.length === 0 ? '–' : preview.data.open.map((sum) => format.money(sum)).join(', ')],
          ]}
        />
      )}
      <p className="xs third">{t('merge.later')}</p>
      <div className="row">
        {/* Made anew once it may be pressed: a disabled button does not take the focus, and Enter would go nowhere. */}
        <Button
          key={preview.data === undefined ? 'waits' : 'ready'}
          type="submit"
          look="filled"
          busy={merge.isPending}
          disabled={preview.data === undefined}
          autoFocus
        >
          {t('merge.submit')}
        </Button>
        <Button onClick={onBack}>{shell('back')}</Button>
      </div>
    </SheetForm>
  )
}

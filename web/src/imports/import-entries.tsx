// Every line and every invoice that an import brought, page after page, each with what it is.
import { useTranslation } from 'react-i18next'
import { listImportInvoices, listImportLines, type readImport } from '#contract/imports'
import type { Output } from '#contract/route'
import { usePages } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { SheetLine, SheetSection } from '../ui/sheet-section.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import { useFormat } from '../ui/use-format.ts'

type Detail = Output<typeof readImport>
type Line = Output<typeof listImportLines>['rows'][number]

export function ImportLines({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation('imports-screen')
  const more = useTranslation('table-mapping').t
  const { params } = useCompany()
  const format = useFormat()
  const pages = usePages(listImportLines, (after) => ({
    params: { ...params, importId: detail.importId },
    query: { limit: 50, ...(after !== undefined && { after }) },
  }))
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  if (rows.length === 0) return null
  return (
    <SheetSection title={t('sheet.linesTitle')} aside={format.number(detail.counts.lines)}>
      {rows.map((line) => (
        <LineEntry key={line.lineId} line={line} />
      ))}
      {pages.hasNextPage ? (
        <div>
          <Button size="sm" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {more('lines.more')}
          </Button>
        </div>
      ) : null}
    </SheetSection>
  )
}

function LineEntry({ line }: { readonly line: Line }) {
  const { t } = useTranslation('table-mapping')
  const format = useFormat()
  const marks = [
    line.notAPayment === null ? null : t('lines.notAPayment', { what: t(`lineKind.${line.notAPayment}`) }),
    line.state === 'pending' ? t('lines.pending') : null,
    line.reversal ? t('lines.reversal') : null,
  ].filter((mark) => mark !== null)
  return (
    <SheetLine aside={<span className={line.amount.minor < 0n ? 'third' : 'strong'}>{format.money(line.amount)}</span>}>
      <span className="third figures">{format.day(line.bookedOn)}</span> <span dir="auto">{line.counterpartyName ?? line.title}</span>
      {line.counterpartyName === null || line.title === '' ? null : (
        <span className="xs third cut" style={{ display: 'block' }} dir="auto">
          {line.title}
        </span>
      )}
      {marks.length === 0 ? null : (
        <span className="xs second" style={{ display: 'block' }}>
          {marks.join(' · ')}
        </span>
      )}
    </SheetLine>
  )
}

export function ImportInvoices({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation('table-mapping')
  const { params } = useCompany()
  const format = useFormat()
  const pages = usePages(listImportInvoices, (after) => ({
    params: { ...params, importId: detail.importId },
    query: { limit: 50, ...(after !== undefined && { after }) },
  }))
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  if (rows.length === 0) return null
  return (
    <SheetSection title={t('lines.invoices')} aside={format.number(detail.counts.invoices)}>
      {rows.map((invoice) => (
        <SheetLine key={invoice.invoiceId} aside={<span className="strong">{format.money(invoice.total)}</span>}>
          <span className="third figures">{format.day(invoice.issueOn)}</span> <span dir="auto">{invoice.number}</span>
          <span className="xs third cut" style={{ display: 'block' }} dir="auto">
            {invoice.customerName}
            {invoice.dueOn === null ? '' : ` · ${t('due', { day: format.day(invoice.dueOn) })}`}
          </span>
        </SheetLine>
      ))}
      {pages.hasNextPage ? (
        <div>
          <Button size="sm" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('lines.more')}
          </Button>
        </div>
      ) : null}
    </SheetSection>
  )
}

/** What was set right without asking: nothing to do, but to be seen. */
export function ImportNotes({ notes }: { readonly notes: Detail['notes'] }) {
  const { t } = useTranslation('table-mapping')
  const words = useFailureWords()
  return (
    <SheetSection title={t('lines.notes')}>
      {notes.map((note, index) => (
        <SheetLine key={`${note.place}/${index}`} aside={note.place}>
          {words(note).title}
        </SheetLine>
      ))}
    </SheetSection>
  )
}

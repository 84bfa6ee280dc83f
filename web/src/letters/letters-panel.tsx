// Letters of a customer: what was issued, then what may be issued next, as an interest note or a message or letter with its preview.
import { useTranslation } from 'react-i18next'
import { readCustomerLetters } from '#contract/letters'
import type { Id } from '#values/id'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { FailureBanner } from '../ui/failure.tsx'
import { Panel } from '../ui/panel.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { DocumentList } from './document-list.tsx'
import { LetterComposer } from './letter-composer.tsx'
import { NotePanel } from './note-panel.tsx'

/** Children stand between what was issued and what may be. */
export function LettersPanel({ customerId, children }: { readonly customerId: Id; readonly children?: React.ReactNode }) {
  const { t } = useTranslation('letters')
  const { params, can } = useCompany()
  const { data, error } = useRead(readCustomerLetters, { params: { ...params, customerId } })
  if (error !== null && data === undefined) return <FailureBanner error={error} />
  if (data === undefined)
    return (
      <Panel title={t('tab')}>
        <SkeletonRows rows={6} height={44} />
      </Panel>
    )
  return (
    <div className="stack">
      <DocumentList customerId={customerId} letters={data} />
      {children}
      <LetterComposer customerId={customerId} />
      {can('messages.approve') ? <NotePanel customerId={customerId} letters={data} /> : null}
    </div>
  )
}

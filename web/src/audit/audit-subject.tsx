// What a record of the audit log is about: its name, and where there is a screen for it, the way there.
import { Link } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { writeId } from '#values/id'
import { useCompany } from '../shell/company.ts'
import { say } from '../ui/say.ts'
import { useFormat } from '../ui/use-format.ts'
import type { AuditNames, AuditRow } from './audit-change.tsx'

/** The name of the subject, or the word of its kind; nothing where a record is about the company as a whole. */
export function useSubject(): (row: AuditRow, names: AuditNames) => string {
  const { i18n } = useTranslation('audit-screen')
  const format = useFormat()
  return useCallback(
    (row, names) => {
      const known = row.subjectId === null ? undefined : names[row.subjectId]
      if (known !== undefined) return [known.name, known.amount === null ? null : format.money(known.amount)].filter(Boolean).join(', ')
      if (row.subjectKind === null) return ''
      return i18n.exists(`audit-screen:kind.${row.subjectKind}`) ? say(i18n, `audit-screen:kind.${row.subjectKind}`) : row.subjectKind
    },
    [i18n, format],
  )
}

export function SubjectLink({ row, names }: { readonly row: AuditRow; readonly names: AuditNames }) {
  const { path } = useCompany()
  const word = useSubject()(row, names)
  const known = row.subjectId === null ? undefined : names[row.subjectId]
  if (row.subjectId === null || known === undefined) return <>{word}</>
  switch (known.kind) {
    case 'customer':
      return (
        <Link to="/$company/customers/$customer" params={{ ...path, customer: writeId('customer', row.subjectId) }}>
          {word}
        </Link>
      )
    case 'invoice':
      return (
        <Link to="/$company/invoices" params={path} search={{ view: 'all', open: writeId('invoice', row.subjectId) }}>
          {word}
        </Link>
      )
    case 'payment':
      return (
        <Link to="/$company/payments" params={path} search={{ open: writeId('payment', row.subjectId) }}>
          {word}
        </Link>
      )
    case 'import':
      return (
        <Link to="/$company/imports" params={path} search={{ open: writeId('import', row.subjectId) }}>
          {word}
        </Link>
      )
    case 'person':
      return (
        <Link to="/$company/settings/$section" params={{ ...path, section: 'people' }}>
          {word}
        </Link>
      )
    case 'connection':
      return (
        <Link to="/$company/integrations" params={path} search={{ connection: writeId('connection', row.subjectId) }}>
          {word}
        </Link>
      )
  }
}

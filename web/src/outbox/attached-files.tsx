// Files that go with a message, and the invoices whose PDF their source did not give.
import { useTranslation } from 'react-i18next'
import type { readOutbox } from '#contract/outbox'
import type { Output } from '#contract/route'
import { SheetLine, SheetSection } from '../ui/sheet-section.tsx'
import { useFormat } from '../ui/use-format.ts'

export function AttachedFiles({ attachments, withoutFile }: Pick<Output<typeof readOutbox>, 'attachments' | 'withoutFile'>) {
  const { t } = useTranslation('outbox-screen')
  const format = useFormat()
  if (attachments.length === 0 && withoutFile.length === 0) return null
  return (
    <SheetSection title={t('sheet.attachments')}>
      {attachments.map((file) => (
        <SheetLine key={file.name} aside={`${format.number(file.size / 1024, 0)} kB`}>
          {file.name}
        </SheetLine>
      ))}
      {withoutFile.length === 0 ? null : (
        <p className="s second" style={{ margin: 0 }}>
          {t('sheet.withoutFile', { count: withoutFile.length, numbers: withoutFile.join(', ') })}
        </p>
      )}
    </SheetSection>
  )
}

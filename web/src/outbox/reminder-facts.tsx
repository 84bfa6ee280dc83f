// What a reminder is about: its invoices with their amounts, the policy that asked for it, and every reason that keeps it back.
import { useTranslation } from 'react-i18next'
import type { readOutbox } from '#contract/outbox'
import type { Output } from '#contract/route'
import { Money } from '../ui/money.tsx'
import { SheetLine, SheetSection } from '../ui/sheet-section.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './outbox.module.css'
import { useOutboxWords } from './outbox-words.ts'

type Detail = Output<typeof readOutbox>

export function ReminderFacts({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation('outbox-screen')
  const format = useFormat()
  const words = useOutboxWords()
  const { about, original } = detail
  if (about === null) return null
  return (
    <>
      {about.reasons.length === 0 || detail.state !== 'withheld' ? null : (
        <SheetSection title={t('sheet.whyNot')}>
          {about.reasons.map((reason) => (
            <SheetLine key={reason.code}>{words.reason(reason.code)}</SheetLine>
          ))}
        </SheetSection>
      )}
      {about.figures.length === 0 ? null : (
        <SheetSection
          title={t('figures.invoices', { count: about.figures.length })}
          aside={about.policy === null ? undefined : t('sheet.version', { name: about.policy, version: about.version })}
        >
          {about.figures.map((figure) => (
            <SheetLine key={figure.number} aside={<Money amount={figure.open} />}>
              {figure.number} <span className="third">{t('sheet.due', { day: format.day(figure.dueOn) })}</span>
            </SheetLine>
          ))}
        </SheetSection>
      )}
      {original === null ? null : (
        <SheetSection
          title={t('sheet.templateSaid')}
          aside={t('sheet.edited', { name: original.editedBy, moment: format.moment(original.editedAt) })}
        >
          <p className={classes.text}>
            {original.subject}
            {'\n\n'}
            {original.text}
          </p>
        </SheetSection>
      )}
    </>
  )
}

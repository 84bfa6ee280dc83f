// The message in the sheet as its reader sees it: the mail wide, on a phone or in the dark, or its plain text.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MailFrame } from '../letters/mail-frame.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { SheetSection } from '../ui/sheet-section.tsx'
import classes from './outbox.module.css'

const looks = ['desktop', 'dark', 'text'] as const

export function SentPreview({ html, text }: { readonly html: string | null; readonly text: string | null }) {
  const { t } = useTranslation('outbox-screen')
  const [look, setLook] = useState<(typeof looks)[number]>('desktop')
  return (
    <SheetSection
      title={t('sheet.preview')}
      aside={
        html === null || text === null ? undefined : (
          <Segmented
            label={t('sheet.preview')}
            value={look}
            onChange={setLook}
            options={looks.map((value) => ({ value, word: t(`sheet.look.${value}`) }))}
          />
        )
      }
    >
      {html !== null && look !== 'text' ? (
        <MailFrame key={look} html={html} title={t('sheet.html')} look={look} height={460} />
      ) : (
        <p className={classes.text}>{text}</p>
      )}
    </SheetSection>
  )
}

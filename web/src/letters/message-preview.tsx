// A message as it would go: the mail at desktop and phone width, light and dark, the plain text, the SMS with its parts, the letter as PDF.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '#contract/route'
import type { previewTemplate } from '#contract/templates'
import { Banner } from '../ui/notices.tsx'
import { say } from '../ui/say.ts'
import { useFailureWords } from '../ui/use-failure-words.ts'
import classes from './letters.module.css'
import { MailFrame } from './mail-frame.tsx'
import { useBlobUrl } from './use-blob-url.ts'

export type Shown = Output<typeof previewTemplate>
export const previewViews = ['desktop', 'phone', 'dark', 'text', 'sms', 'letter'] as const
export type PreviewView = (typeof previewViews)[number]

export const mediumOf = (view: PreviewView): 'email' | 'sms' | 'letter' => (view === 'sms' || view === 'letter' ? view : 'email')

export function MessagePreview({ shown, view }: { readonly shown: Shown; readonly view: PreviewView }) {
  const { t, i18n } = useTranslation('templates')
  const failureWords = useFailureWords()
  const bytes = useMemo(() => (shown.pdf === null ? null : Uint8Array.from(atob(shown.pdf), (sign) => sign.charCodeAt(0))), [shown.pdf])
  const pdf = useBlobUrl(bytes, 'application/pdf')
  if (shown.failure !== null)
    return (
      <Banner tone="bad" title={t('withheld')}>
        {failureWords(shown.failure).title}
      </Banner>
    )
  return (
    <div className="stack">
      {shown.lints.map((lint) => (
        <Banner key={lint} tone="warn" title={say(i18n, `templates:lints.${lint}`)} />
      ))}
      {shown.subject === null || shown.subject === '' ? null : <p className="s second">{t('subjectOf', { subject: shown.subject })}</p>}
      {view === 'text' || view === 'sms' ? <pre className={view === 'sms' ? classes.sms : classes.plain}>{shown.text}</pre> : null}
      {view === 'sms' && shown.sms !== null ? (
        <p className="s third">
          {t('smsSize', { length: shown.sms.length, parts: shown.sms.parts })}
          {shown.sms.because.length > 0 ? ` ${t('smsBecause', { signs: shown.sms.because.join(' ') })}` : ''}
        </p>
      ) : null}
      {shown.html !== null && mediumOf(view) === 'email' && view !== 'text' ? (
        <MailFrame key={view} html={shown.html} title={t('preview')} look={view === 'phone' || view === 'dark' ? view : 'desktop'} />
      ) : null}
      {view === 'letter' && pdf !== undefined ? <iframe className={classes.paper} title={t('preview')} src={pdf} /> : null}
      {shown.files.length > 0 && view !== 'letter' ? (
        <p className="s third">{t('attached', { names: shown.files.map((file) => file.name).join(', ') })}</p>
      ) : null}
    </div>
  )
}

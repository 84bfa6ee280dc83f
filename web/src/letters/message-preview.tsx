// A message as it would go: the mail at desktop and phone width, light and dark, the plain text, the SMS with its parts, the letter as PDF.
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '#contract/route'
import type { previewTemplate } from '#contract/templates'
import { Banner } from '../ui/notices.tsx'
import { say } from '../ui/say.ts'
import { useFailureWords } from '../ui/use-failure-words.ts'
import classes from './letters.module.css'

export type Shown = Output<typeof previewTemplate>
export const previewViews = ['desktop', 'phone', 'dark', 'text', 'sms', 'letter'] as const
export type PreviewView = (typeof previewViews)[number]

export const mediumOf = (view: PreviewView): 'email' | 'sms' | 'letter' => (view === 'sms' || view === 'letter' ? view : 'email')

/** A frame keeps the policy of its page: the mail's own style sheet (narrow, dark) needs the page's nonce. */
function withNonce(html: string): string {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
  return html.replace('<style>', `<style nonce="${nonce}">`)
}

function useBlobUrl(content: BlobPart | null, type: string): string | undefined {
  const url = useMemo(() => (content === null ? undefined : URL.createObjectURL(new Blob([content], { type }))), [content, type])
  useEffect(() => () => (url === undefined ? undefined : URL.revokeObjectURL(url)), [url])
  return url
}

export function MessagePreview({ shown, view }: { readonly shown: Shown; readonly view: PreviewView }) {
  const { t, i18n } = useTranslation('templates')
  const failureWords = useFailureWords()
  const page = useBlobUrl(shown.html === null ? null : withNonce(shown.html), 'text/html;charset=utf-8')
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
      {page !== undefined && mediumOf(view) === 'email' && view !== 'text' ? (
        <iframe
          key={view}
          className={view === 'phone' ? classes.phone : classes.mail}
          style={{ colorScheme: view === 'dark' ? 'dark' : 'light' }}
          title={t('preview')}
          sandbox=""
          src={page}
        />
      ) : null}
      {view === 'letter' && pdf !== undefined ? <iframe className={classes.paper} title={t('preview')} src={pdf} /> : null}
      {shown.files.length > 0 && view !== 'letter' ? (
        <p className="s third">{t('attached', { names: shown.files.map((file) => file.name).join(', ') })}</p>
      ) : null}
    </div>
  )
}

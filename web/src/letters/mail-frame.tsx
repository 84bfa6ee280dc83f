// A mail as its reader sees it, in a sandbox without scripts: it is shown, and can do nothing.
import classes from './letters.module.css'
import { seenMail } from './seen-mail.ts'
import { useBlobUrl } from './use-blob-url.ts'

type Props = { readonly html: string; readonly title: string; readonly look: 'desktop' | 'phone' | 'dark'; readonly height?: number }

/** A frame keeps the policy of its page: the mail's own style sheet (narrow, dark) needs the page's nonce. */
function withNonce(html: string): string {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
  return html.replace('<style>', `<style nonce="${nonce}">`)
}

export function MailFrame({ html, title, look, height }: Props) {
  const page = useBlobUrl(withNonce(seenMail(html, look === 'dark' ? 'dark' : 'light')), 'text/html;charset=utf-8')
  return page === undefined ? null : (
    <iframe
      className={look === 'phone' ? classes.phone : classes.mail}
      style={{ colorScheme: look === 'dark' ? 'dark' : 'light', ...(height !== undefined && { height }) }}
      title={title}
      sandbox=""
      src={page}
    />
  )
}

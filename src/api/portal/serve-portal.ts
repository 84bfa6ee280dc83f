// Serves the customer's page: its link is the only key, so every wrong one gets the same answer, and nobody may try many.
import { randomBytes } from 'node:crypto'
import type { Context, Env, Hono } from 'hono'
import { html } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { FailureSentence } from '#contract/failure-sentence'
import { httpStatusOf } from '#contract/failures'
import { answerPortal } from '#flows/answer-portal'
import { makeAccountStatement } from '#flows/make-account-statement'
import { makePaymentLink } from '#flows/make-payment-link'
import { openPortal } from '#flows/open-portal'
import type { Shell } from '#flows/shell'
import { readPortal } from '#store/views/portal'
import { Failure, isFailure } from '#values/failure'
import { isLanguage, type Language } from '#values/language'
import { limitBody } from '../body-limit.ts'
import { callLimit } from '../call-limit.ts'
import { languageOf } from '../serve-route.ts'
import { type AnswerKind, answerKinds, answerPage, untyped } from './answer-page.ts'
import { type Html, invoiceField, type PortalView, portalFrame, portalPage } from './portal-page.ts'
import { logoPicture, transferPicture } from './portal-pictures.ts'
import { readAnswer, typedOf } from './read-answer.ts'

const most = 5 * 1_048_576
/** Of one address, whatever tokens it tries; a person who reads his page needs a few. */
const looksPerMinute = 240
const deadLooksPerMinute = 40

/** What the page may say above everything else, by the address that led to it. */
const said = ['paid', 'promise', 'dispute', 'noted', 'no-gateway', 'nothing-to-pay']

type PortalOptions = { readonly shell: Shell; readonly sentence: FailureSentence }

/** `address` is where the request came from, set before the routes are reached. */
export function servePortal<E extends Env>(app: Hono<E>, { shell, sentence }: PortalOptions): void {
  const looks = callLimit(looksPerMinute)
  const deadLooks = callLimit(deadLooksPerMinute)
  const addressOf = (context: Context): string => String(context.get('address') ?? '')

  /** The page of the link; throws Failure `portal.link-dead`, `request.too-many`. */
  async function viewOf(context: Context, visit: boolean): Promise<PortalView> {
    looks.take(addressOf(context))
    const token = context.req.param('token') ?? ''
    try {
      const open = await openPortal(shell, token, { visit })
      const data = await readPortal(shell.database, open.companyId, open.customerId, open.today)
      if (data === null) throw new Failure('portal.link-dead')
      const wanted = context.req.query('lang') ?? ''
      const language: Language = isLanguage(wanted) ? wanted : data.customer.language
      const logo = await logoPicture(shell.database, open.companyId)
      return { token, nonce: randomBytes(16).toString('base64'), language, t: shell.translatorFor(language), open, data, logo, qr: null }
    } catch (error) {
      // Whoever guesses is slowed down sooner than whoever reads.
      if (isFailure(error, 'portal.link-dead')) deadLooks.take(addressOf(context))
      throw error
    }
  }

  function page(context: Context, nonce: string, body: Html, status: number = 200): Response | Promise<Response> {
    context.header(
      'content-security-policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    )
    context.header('referrer-policy', 'no-referrer')
    context.header('x-robots-tag', 'noindex, nofollow, noarchive')
    context.header('cache-control', 'private, no-store')
    return context.html(body, status as ContentfulStatusCode)
  }

  function refusal(context: Context, error: unknown): Response | Promise<Response> {
    if (!isFailure(error)) throw error
    const language = languageOf(null, context.req.raw.headers)
    const nonce = randomBytes(16).toString('base64')
    const status = error.code === 'portal.link-dead' ? 404 : httpStatusOf(error.code)
    const words = sentence(language, error.code, error.facts)
    return page(context, nonce, portalFrame({ nonce, language }, words, html`<main><h1>${words}</h1></main>`), status)
  }

  const guarded =
    (work: (context: Context) => Promise<Response>) =>
    async (context: Context): Promise<Response> => {
      try {
        return await work(context)
      } catch (error) {
        return refusal(context, error)
      }
    }

  app.get(
    '/p/:token',
    guarded(async (context) => {
      // A button of a message says which answer is meant: its form opens, nothing is answered yet.
      const meant = answerKinds.find((kind) => kind === context.req.query('answer'))
      const view = await viewOf(context, true)
      if (meant !== undefined && view.data.invoices.length > 0) {
        context.header('referrer-policy', 'no-referrer')
        context.header('cache-control', 'private, no-store')
        return context.redirect(`/p/${view.token}/${meant}?lang=${view.language}`, 303)
      }
      const done = context.req.query('done') ?? ''
      return page(context, view.nonce, portalPage({ ...view, qr: transferPicture(view) }, said.includes(done) ? done : null))
    }),
  )
  app.get(
    '/p/:token/statement.pdf',
    guarded(async (context) => {
      const { open, language } = await viewOf(context, false)
      const file = await makeAccountStatement(shell.database, shell, { ...open, format: 'pdf', language })
      context.header('x-robots-tag', 'noindex')
      context.header('cache-control', 'private, no-store')
      context.header('content-disposition', `attachment; filename="statement.pdf"; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      return context.body(new Uint8Array(file.bytes).buffer, 200, { 'content-type': file.contentType })
    }),
  )
  app.get(
    '/p/:token/pay/:invoice',
    guarded(async (context) => {
      const view = await viewOf(context, false)
      const invoice = view.data.invoices.find((each) => invoiceField(each) === context.req.param('invoice'))
      const link =
        invoice === undefined ? null : await makePaymentLink(shell, { companyId: view.open.companyId, invoiceId: invoice.invoiceId })
      context.header('cache-control', 'private, no-store')
      context.header('referrer-policy', 'no-referrer')
      if (link?.kind === 'link' && /^https?:\/\//.test(link.url)) return context.redirect(link.url, 303)
      return context.redirect(
        `/p/${view.token}?done=${link?.kind === 'failed' ? 'no-gateway' : 'nothing-to-pay'}&lang=${view.language}`,
        303,
      )
    }),
  )
  for (const kind of answerKinds) {
    app.get(
      `/p/:token/${kind}`,
      guarded(async (context) => {
        const view = await viewOf(context, false)
        return page(context, view.nonce, answerPage(view, kind, untyped))
      }),
    )
    app.post(
      `/p/:token/${kind}`,
      guarded((context) => takeAnswer(context, kind)),
    )
  }

  async function takeAnswer(context: Context, kind: AnswerKind): Promise<Response> {
    const view = await viewOf(context, false)
    context.req.raw = limitBody(context.req.raw, most, 'request.too-large')
    const form = await context.req.raw.formData().catch((error: unknown) => {
      throw isFailure(error) ? error : new Failure('request.malformed', { where: 'body', field: '' })
    })
    try {
      const outcome = await answerPortal(shell, view.open, await readAnswer(view, kind, form))
      return context.redirect(`/p/${view.token}?done=${outcome === 'noted' ? 'noted' : kind}&lang=${view.language}`, 303)
    } catch (error) {
      if (!isFailure(error) || error.code === 'portal.link-dead') throw error
      const wrong = sentence(view.language, error.code, error.facts)
      return page(context, view.nonce, answerPage(view, kind, { ...typedOf(form), wrong }), httpStatusOf(error.code))
    }
  }
}

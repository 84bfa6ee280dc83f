// The customer's page as HTML: what is owed, how to pay, and four answers. Readable without script; everything from outside is escaped.
import { html, raw } from 'hono/html'
import { amountParts, amountText } from '#domain/wording/amount-text'
import { dayText } from '#domain/wording/day-text'
import { numbersText } from '#flows/messages/transfer-data'
import type { OpenPortal } from '#flows/open-portal'
import type { Translate } from '#ports/translate'
import type { PortalData, PortalInvoice } from '#store/views/portal'
import { daysBetween } from '#values/day'
import { formatIban, parseIban } from '#values/iban'
import { writeId } from '#values/id'
import { type Language, languages } from '#values/language'
import { add, type Money } from '#values/money'
import { portalScript, portalStyle } from './portal-style.ts'

export type Html = ReturnType<typeof html>

export type PortalView = {
  readonly token: string
  readonly nonce: string
  readonly language: Language
  readonly t: Translate
  readonly open: OpenPortal
  readonly data: PortalData
  /** The company's logo as a data address, where it has one. */
  readonly logo: string | null
  /** Picture of the transfer code as a data address, where there is one; `withAmount` false: the payer types the amount. */
  readonly qr: { readonly picture: string; readonly withAmount: boolean } | null
}

const key = (word: string): string => `portal.${word}`

/** Frame of every page under the link. */
export function portalFrame(view: Pick<PortalView, 'nonce' | 'language'>, title: string, body: Html): Html {
  return html`<!doctype html><html lang="${view.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow,noarchive"><meta name="referrer" content="no-referrer"><title>${title}</title><style nonce="${view.nonce}">${raw(portalStyle)}</style></head><body>${body}<script nonce="${view.nonce}">${raw(portalScript)}</script></body></html>`
}

export function portalHead({ data, t, token, language, logo }: PortalView): Html {
  const other = languages.find((each) => each !== language) ?? language
  const mark =
    logo === null
      ? html`<span class="mark" aria-hidden="true">${[...data.company.name.trim()][0]?.toUpperCase() ?? ''}</span>`
      : html`<img class="logo" src="${logo}" alt="">`
  return html`<header class="top"><div>${mark}<span class="who"><b>${data.company.name}</b><span>${t(key('with'), { customer: data.customer.name })}</span></span><a href="/p/${token}?lang=${other}" lang="${other}">${other.toUpperCase()}</a></div></header>`
}

/** What is owed in each currency. */
export function sumsOf(invoices: readonly PortalInvoice[]): readonly Money[] {
  const sums = new Map<string, Money>()
  for (const { open } of invoices) {
    const sum = sums.get(open.currency)
    sums.set(open.currency, sum === undefined ? open : add(sum, open))
  }
  return [...sums.values()]
}

export function portalPage(view: PortalView, done: string | null): Html {
  const { data, t, language, open } = view
  const sums = sumsOf(data.invoices)
  const body = html`${portalHead(view)}<main>
${done === null ? '' : html`<p class="note ${done === 'no-gateway' ? 'bad' : 'ok'}" role="status">${t(key(`done.${done}`))}</p>`}
<div><p class="quiet">${t(key('toPay'), { day: dayText(language, open.today) })}</p>
${sums.length === 0 ? html`<p class="figure">${t(key('nothing'))}</p>` : sums.map((sum) => figure(language, sum))}</div>
${data.unplaced.map((rest) => html`<p class="note ok">${t(key('unplaced'), { amount: amountText(language, rest) })}</p>`)}
${data.promises.map((each) => html`<p class="note ok">${t(key('promised'), { amount: amountText(language, each.amount), day: dayText(language, each.until) })}</p>`)}
${data.invoices.length === 0 ? '' : html`<section class="panel" aria-label="${t(key('invoices'))}">${data.invoices.map((invoice) => invoiceRow(view, invoice))}</section>`}
${transfer(view, sums)}
${data.invoices.length === 0 ? downloads(view) : answers(view)}
${foot(view)}</main>${payBar(view)}`
  return portalFrame(view, t(key('title'), { company: data.company.name }), body)
}

function figure(language: Language, sum: Money): Html {
  const { whole, fraction, unit } = amountParts(language, sum)
  return html`<p class="figure">${whole}<small>${fraction}\u00A0${unit}</small></p>`
}

const safeLink = (url: string | null): string | null =>
  url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null

export function dueWords({ t, language, open }: PortalView, invoice: PortalInvoice): Html {
  if (invoice.disputed) return html`<span class="plum">◆ ${t(key('disputed'))}</span>`
  if (invoice.dueOn === null) return html`<span>${t(key('noDue'))}</span>`
  const late = daysBetween(invoice.dueOn, open.today)
  return late > 0
    ? html`<span class="late">▲ ${t(key('late'), { count: late })}</span>`
    : html`<span>${t(key('due'), { day: dayText(language, invoice.dueOn) })}</span>`
}

function invoiceRow(view: PortalView, invoice: PortalInvoice): Html {
  const { t, language } = view
  const pay = invoice.paysOnline ? payAddress(view, invoice) : null
  const look = safeLink(invoice.viewUrl)
  const link = (url: string | null, word: string) =>
    url === null ? '' : html`<a href="${url}" rel="noopener noreferrer">${t(key(word))}</a>`
  return html`<div class="row"><span class="name"><b>${invoice.number}</b>${dueWords(view, invoice)}</span><span class="num">${amountText(language, invoice.open)}${link(pay, 'payOne')}${link(look, 'lookAt')}</span></div>`
}

/** The one account that all invoices are paid to; one that names none goes to the company's. */
export function accountOf({ data }: Pick<PortalView, 'data'>): string | null {
  const accounts = new Set(data.invoices.map((invoice) => invoice.payToAccount ?? data.account))
  const [only = null] = accounts
  return accounts.size === 1 ? only : null
}

/** What the transfer should be called, within the 140 characters of a Polish one: all numbers, or the first and how many more. */
export function transferTitle({ data, t }: Pick<PortalView, 'data' | 't'>, most = 140): string {
  const numbers = data.invoices.map((invoice) => invoice.number)
  return numbersText({ translate: t }, numbers, numbers.join(', ').length > most)
}

function transfer(view: PortalView, sums: readonly Money[]): Html | string {
  const { t, language, data, qr } = view
  const account = accountOf(view)
  const [sum, ...others] = sums
  if (account === null || sum === undefined || others.length > 0) return ''
  const iban = parseIban(account)
  const shown = iban === null ? account : formatIban(iban)
  const line = (word: string, value: string, text: string) =>
    html`<dt>${t(key(word))}</dt><dd>${value}</dd><button type="button" class="copy" hidden data-text="${text}" data-done="${t(key('copied'))}" aria-label="${t(key('copyOf'), { what: t(key(word)) })}">${t(key('copy'))}</button>`
  const bare = amountText(language, sum).replace(/[^\d,.]/g, '')
  return html`<section class="panel" aria-label="${t(key('transfer'))}"><dl>${line('account', shown, account.replace(/\s/g, ''))}${line('recipient', data.company.name, data.company.name)}${line('amount', amountText(language, sum), bare)}${line('transferTitle', transferTitle(view), transferTitle(view))}</dl>${qr === null ? '' : html`<figure class="qr"><img src="${qr.picture}" alt="${t(key('qr'))}"><figcaption>${t(key(qr.withAmount ? 'qrHint' : 'qrAmount'))}</figcaption></figure>`}</section>`
}

const answers = (view: PortalView): Html => {
  const { t, token } = view
  return html`<nav class="answers" aria-label="${t(key('answers'))}"><a class="button" href="/p/${token}/paid">${t(key('answer.paid'))}</a><a class="button" href="/p/${token}/promise">${t(key('answer.promise'))}</a><a class="button" href="/p/${token}/dispute">${t(key('answer.dispute'))}</a><a class="button" href="/p/${token}/statement.pdf">${t(key('answer.statement'))}</a></nav>`
}

const downloads = ({ t, token }: PortalView): Html =>
  html`<nav class="answers"><a class="button" href="/p/${token}/statement.pdf">${t(key('answer.statement'))}</a></nav>`

export function foot({ t, language, data, open }: PortalView): Html {
  const { contactName, contactPhone, replyTo, name } = data.company
  const contact = [contactName ?? name, contactPhone, replyTo].filter((part) => part !== null).join(', ')
  return html`<footer><p>${t(key('questions'), { contact })}</p><p>${t(key('expires'), { day: dayText(language, open.expiresOn) })}</p></footer>`
}

function payBar(view: PortalView): Html | string {
  const { data, t, language } = view
  const [only, ...others] = data.invoices
  if (only === undefined || others.length > 0 || !only.paysOnline) return ''
  return html`<div class="bar"><a class="button filled" href="${payAddress(view, only)}" rel="noopener noreferrer">${t(key('pay'), { amount: amountText(language, only.open) })}</a></div>`
}

/** Leads to the gateway by way of the house: the link is made when somebody wants to pay, for what is open then. */
const payAddress = ({ token, language }: PortalView, invoice: PortalInvoice): string =>
  `/p/${token}/pay/${invoiceField(invoice)}?lang=${language}`

export const invoiceField = (invoice: PortalInvoice): string => writeId('invoice', invoice.invoiceId)

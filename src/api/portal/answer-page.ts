// The forms of the customer's page: I have paid, I will pay on, I object; each says again what it is about.
import { html } from 'hono/html'
import { disputeReasons } from '#domain/agreements/dispute-reasons'
import { amountText } from '#domain/wording/amount-text'
import { furthestPromiseDays } from '#flows/answer-portal'
import { addDays } from '#values/day'
import { dueWords, foot, type Html, invoiceField, type PortalView, portalFrame, portalHead, sumsOf } from './portal-page.ts'

export const answerKinds = ['paid', 'promise', 'dispute'] as const
export type AnswerKind = (typeof answerKinds)[number]

/** What was typed before, given back with what is wrong with it. */
export type Typed = { readonly fields: Readonly<Record<string, string>>; readonly chosen: readonly string[]; readonly wrong: string | null }

export const untyped: Typed = { fields: {}, chosen: [], wrong: null }

const key = (word: string): string => `portal.${word}`

export function answerPage(view: PortalView, kind: AnswerKind, typed: Typed): Html {
  const { t, token, data } = view
  const body = html`${portalHead(view)}<main><p><a href="/p/${token}">← ${t(key('back'))}</a></p><h1>${t(key(`form.${kind}.title`))}</h1><p class="quiet">${t(key(`form.${kind}.body`))}</p>
${typed.wrong === null ? '' : html`<p class="note bad" role="alert">${typed.wrong}</p>`}
<form method="post" action="/p/${token}/${kind}"${kind === 'paid' ? html` enctype="multipart/form-data"` : ''}>
<fieldset><legend>${t(key('form.about'))}</legend><div class="panel">${data.invoices.map((invoice) => choice(view, invoice, kind, typed))}</div></fieldset>
${fieldsOf(view, kind, typed)}
<label><span>${t(key('form.who'))}</span><input name="who" maxlength="120" autocomplete="name" value="${typed.fields['who'] ?? ''}"></label>
<button class="filled" type="submit">${t(key(`form.${kind}.send`))}</button></form>${foot(view)}</main>`
  return portalFrame(view, t(key(`form.${kind}.title`)), body)
}

function choice(view: PortalView, invoice: PortalView['data']['invoices'][number], kind: AnswerKind, typed: Typed): Html {
  const name = invoiceField(invoice)
  // An objection is about what one ticks; a payment is usually of everything.
  const isOn = typed.wrong === null ? kind !== 'dispute' || view.data.invoices.length === 1 : typed.chosen.includes(name)
  return html`<label class="row"><input type="checkbox" name="invoice" value="${name}"${isOn ? html` checked` : ''}><span class="name"><b>${invoice.number}</b>${dueWords(view, invoice)}</span><span class="num">${amountText(view.language, invoice.open)}</span></label>`
}

function fieldsOf(view: PortalView, kind: AnswerKind, typed: Typed): Html {
  const { t, open, data } = view
  const value = (name: string, initial = '') => typed.fields[name] ?? initial
  const amount = () => {
    const [sum, ...others] = sumsOf(data.invoices)
    return sum === undefined || others.length > 0
      ? ''
      : html`<label><span>${t(key('form.amount'), { currency: sum.currency })}</span><input name="amount" inputmode="decimal" autocomplete="off" maxlength="20" value="${value('amount')}" placeholder="${t(key('form.amountHint'))}"></label>`
  }
  switch (kind) {
    case 'paid':
      return html`<label><span>${t(key('form.paidOn'))}</span><input type="date" name="on" required max="${open.today}" value="${value('on', open.today)}"></label>${amount()}<label><span>${t(key('form.proof'))}</span><input type="file" name="proof" accept="application/pdf,image/png,image/jpeg"></label>`
    case 'promise':
      return html`<label><span>${t(key('form.payOn'))}</span><input type="date" name="on" required min="${open.today}" max="${addDays(open.today, furthestPromiseDays)}" value="${value('on')}"></label>${amount()}`
    case 'dispute':
      return html`<label><span>${t(key('form.reason'))}</span><select name="reason" required><option value="">${t(key('form.choose'))}</option>${disputeReasons.map((reason) => html`<option value="${reason}"${value('reason') === reason ? html` selected` : ''}>${t(`agreements.reason.${reason}`)}</option>`)}</select></label><label><span>${t(key('form.words'))}</span><textarea name="words" rows="4" maxlength="1500">${value('words')}</textarea></label>`
  }
}

// What an alert says, in the language of the person and in the manner of the medium.
import type { AlertMedium, AlertTopic } from '#domain/alerts/topics'
import { amountText } from '#domain/wording/amount-text'
import { dayText } from '#domain/wording/day-text'
import type { Person } from '#store/people'
import type { SendingCompany } from '#store/sending-companies'
import { currency } from '#values/currency'
import { parseDay } from '#values/day'
import type { FailureFacts } from '#values/failure'
import { writeId } from '#values/id'
import { isLanguage, type Language } from '#values/language'
import { money } from '#values/money'
import type { MessageContent } from '../deliver/message-content.ts'
import type { Shell } from '../shell.ts'
import { headerText, linkOf, renderMessage } from './render-message.ts'

type Told = { readonly topic: AlertTopic | 'trial'; readonly facts: FailureFacts; readonly link?: string }

/** Facts as people read them: `amountMinor` with `currency` becomes `amount`, days become dates; what is missing reads as a dash. */
function readable(language: Language, facts: FailureFacts): Readonly<Record<string, string | number>> {
  const read = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      if (typeof value === 'number') return [name, value]
      const day = parseDay(String(value))
      return [name, day === null ? headerText(String(value)) : dayText(language, day)]
    }),
  )
  const minor = String(facts['amountMinor'] ?? '')
  const amount = /^-?\d+$/.test(minor) ? { amount: amountText(language, money(BigInt(minor), currency(String(facts['currency'])))) } : {}
  return { ...read, ...amount }
}

/** Some links name the company already. */
const ofCompany = ({ companyId }: Pick<SendingCompany, 'companyId'>, link: string): string => {
  const place = `/${writeId('company', companyId)}`
  return link.startsWith(`${place}/`) ? link : `${place}${link}`
}

const filled = (sentence: string): string => sentence.replace(/\{\{[^}]*\}\}/g, '–')

/** Never fails for a fact that is missing: an alert with a dash is better than none, and the change that it tells of must not be undone by it. */
export async function alertContent(
  shell: Shell,
  about: {
    readonly company: SendingCompany
    readonly alert: Told
    readonly person: Person
    readonly medium: AlertMedium
    readonly address: string
  },
): Promise<MessageContent> {
  const { company, alert, person, medium, address } = about
  const language = isLanguage(person.language) ? person.language : company.language
  const translate = shell.translatorFor(language)
  const facts = { count: 1, ...readable(language, alert.facts), company: company.name }
  const told = (part: 'subject' | 'body'): string => filled(translate(`alerts.told.${alert.topic}.${part}`, facts))
  const lines = String(alert.facts['lines'] ?? '')
    .split('\n')
    .map((line) => headerText(line))
    .filter((line) => line !== '')
  const url = alert.link === undefined ? null : linkOf(`${shell.publicUrl}${ofCompany(company, alert.link)}`)
  const subject = headerText(told('subject')).slice(0, 250)
  const to = [{ address, ...(medium === 'email' && person.name !== '' ? { name: headerText(person.name) } : {}) }]
  const shared = { medium, to, language, attachments: [] }
  if (medium === 'email') {
    const rendered = await renderMessage({
      language,
      sender: { name: 'Skarbnik', initial: 'S', detail: company.name },
      on: '',
      subject,
      title: subject,
      greeting: filled(translate('messages.greeting')),
      paragraphs: [told('body'), ...lines],
      table: null,
      box: [],
      button: url === null ? null : { label: translate('alerts.open'), url },
      after: [],
      closing: [],
      footer: [translate('alerts.why')],
    })
    return { ...shared, ...rendered }
  }
  // A phone shows the beginning: the subject says it all. A hard blank would make the whole SMS one of 70 characters.
  const head = `${subject} (${company.name})`
  const text = medium === 'sms' ? head.replaceAll('\u00A0', ' ') : [head, told('body'), ...lines, ...(url === null ? [] : [url])].join('\n')
  return { ...shared, subject, text, html: '' }
}

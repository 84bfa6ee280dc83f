// When a structured invoice is due: given days, or a term counted from an event that the invoice dates.
import { readDay } from '#ports/invoice-reading/field-text'
import { writeNote } from '#ports/invoice-reading/note'
import { elementsAt, textAt, type XmlElement } from '#ports/reading/xml-element'
import { addDays, addMonths, type Day } from '#values/day'
import { foldText } from '#values/plain-text'

export type DueOn = { readonly text: string | undefined; readonly notes: readonly string[] }

/** The term in words: FA(2) writes free text, FA(3) amount, unit and event. */
function wordsOfTerm(term: XmlElement): string | undefined {
  const described = term.children.find((child) => child.name === 'TerminOpis')
  if (described === undefined) return undefined
  const parts = ['Ilosc', 'Jednostka', 'ZdarzeniePoczatkowe'].map((name) => textAt(described, name)).filter((part) => part !== undefined)
  const text = parts.length > 0 ? parts.join(' ') : described.text.trim()
  return text === '' ? undefined : text
}

function startOf(folded: string, issueOn: Day, saleOn: Day): Day | null {
  if (/OTRZYMANI|DORECZENI|WPLYW|AKCEPTACJ|ODBIOR(?!CY)/.test(folded)) return null
  if (/WYSTAWIENI/.test(folded)) return issueOn
  return /SPRZEDAZ|DOSTAW|WYKONANI/.test(folded) ? saleOn : null
}

/** `30 Dzień wystawienie faktury`, `14 dni od daty sprzedaży` → the day; null when the event has no date in the invoice (its receipt). */
export function dayOfTerm(words: string, issueOn: Day, saleOn: Day): Day | null {
  const folded = foldText(words)
  const match = /(?:^|\s)(\d{1,3})\s*(D|DZ|DZIEN|DNI|DNIA|T|TYG|TYDZIEN|TYGODNIE|TYGODNI|M|MC|MIES|MIESIAC|MIESIACE|MIESIECY)\b\.?/.exec(
    folded,
  )
  const start = startOf(folded, issueOn, saleOn)
  if (match === null || start === null) return null
  const count = Number(match[1])
  const unit = match[2] ?? ''
  if (unit.startsWith('M')) return addMonths(start, count)
  return addDays(start, unit.startsWith('T') ? count * 7 : count)
}

/** The last due day, so that nobody is reminded too early where the invoice is paid in parts; all days and terms stand in the notes. */
export function dueOn(fa: XmlElement, issueText: string | undefined, saleText: string | undefined): DueOn {
  const terms = elementsAt(fa, 'Platnosc/TerminPlatnosci')
  const days = terms.map((term) => textAt(term, 'Termin')).filter((text) => text !== undefined)
  const words = terms
    .filter((term) => textAt(term, 'Termin') === undefined)
    .map(wordsOfTerm)
    .filter((text) => text !== undefined)
  const notes: string[] = []
  const issueOn = readDay(issueText)?.day
  for (const text of words) {
    const computed = issueOn === undefined ? null : dayOfTerm(text, issueOn, readDay(saleText)?.day ?? issueOn)
    notes.push(computed === null ? writeNote('ksef.due-described', { text }) : writeNote('ksef.due-computed', { text, day: computed }))
    if (computed !== null) days.push(computed)
  }
  if (new Set(days).size > 1) notes.push(writeNote('ksef.several-due-days', { days: days.toSorted().join(', ') }))
  return { text: days.toSorted().at(-1), notes }
}

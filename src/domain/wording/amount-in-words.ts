// An amount written out, as notes say it: `dwanaście tysięcy osiemset osiemdziesiąt cztery złote 37/100`.
import { minorDigits } from '#values/currency'
import type { Language } from '#values/language'
import type { Money } from '#values/money'

type Forms = readonly [one: string, few: string, many: string]

const polish = {
  units:
    'zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście'.split(
      ' ',
    ),
  tens: ' . dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt'.split(' '),
  hundreds: ' sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset'.split(' '),
  scales: [
    ['', '', ''],
    ['tysiąc', 'tysiące', 'tysięcy'],
    ['milion', 'miliony', 'milionów'],
    ['miliard', 'miliardy', 'miliardów'],
    ['bilion', 'biliony', 'bilionów'],
  ] as readonly Forms[],
} as const
const english = {
  units:
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
      ' ',
    ),
  tens: ' . twenty thirty forty fifty sixty seventy eighty ninety'.split(' '),
  scales: ['', 'thousand', 'million', 'billion', 'trillion'],
} as const

const currencyForms: Readonly<Record<Language, Readonly<Record<string, Forms>>>> = {
  pl: { PLN: ['złoty', 'złote', 'złotych'], EUR: ['euro', 'euro', 'euro'], USD: ['dolar', 'dolary', 'dolarów'] },
  en: { PLN: ['zloty', 'zlotys', 'zlotys'], EUR: ['euro', 'euros', 'euros'], USD: ['dollar', 'dollars', 'dollars'] },
}

/** Polish forms by the last digits: 1 · 2–4 but not 12–14 · the rest. */
function formOf(count: bigint, [one, few, many]: Forms): string {
  if (count === 1n) return one
  const last = count % 10n
  const two = count % 100n
  return last >= 2n && last <= 4n && !(two >= 12n && two <= 14n) ? few : many
}

function polishTriple(value: number): string {
  const { units, tens, hundreds } = polish
  const rest = value % 100
  return [
    hundreds[Math.floor(value / 100)],
    ...(rest < 20 ? [rest === 0 ? '' : units[rest]] : [tens[Math.floor(rest / 10)], rest % 10 === 0 ? '' : units[rest % 10]]),
  ]
    .filter((word) => word !== undefined && word !== '')
    .join(' ')
}

function englishTriple(value: number): string {
  const { units, tens } = english
  const rest = value % 100
  const small =
    rest < 20 ? (units[rest] ?? '') : `${tens[Math.floor(rest / 10)] ?? ''}${rest % 10 === 0 ? '' : `-${units[rest % 10] ?? ''}`}`
  const hundreds = value >= 100 ? `${units[Math.floor(value / 100)] ?? ''} hundred` : ''
  return [hundreds, rest === 0 ? '' : small].filter((word) => word !== '').join(' ')
}

/** A whole number below a thousand billions in words; digits above that. */
function numberWords(language: Language, value: bigint): string {
  if (value === 0n) return language === 'pl' ? (polish.units[0] ?? '') : (english.units[0] ?? '')
  const triples: { readonly value: number; readonly scale: number }[] = []
  for (let rest = value, scale = 0; rest > 0n; rest /= 1000n, scale++) triples.unshift({ value: Number(rest % 1000n), scale })
  if (triples.length > polish.scales.length) return value.toString()
  return triples
    .filter((triple) => triple.value > 0)
    .map((triple) => {
      const scale =
        language === 'pl' ? formOf(BigInt(triple.value), polish.scales[triple.scale] ?? ['', '', '']) : (english.scales[triple.scale] ?? '')
      const count = language === 'pl' ? polishTriple(triple.value) : englishTriple(triple.value)
      return [language === 'pl' && triple.scale > 0 && triple.value === 1 ? '' : count, scale].filter((word) => word !== '').join(' ')
    })
    .join(' ')
}

/** Parts of the unit as a fraction, `37/100`; the currency's code where its name is not known. */
export function amountInWords(language: Language, amount: Money): string {
  const digits = minorDigits(amount.currency)
  const unit = 10n ** BigInt(digits)
  const minor = amount.minor < 0n ? -amount.minor : amount.minor
  const whole = minor / unit
  const forms = currencyForms[language][amount.currency]
  const name = forms === undefined ? amount.currency : formOf(whole, forms)
  const fraction = digits === 0 ? '' : ` ${(minor % unit).toString().padStart(digits, '0')}/${unit}`
  const sign = amount.minor < 0n ? 'minus ' : ''
  return `${sign}${numberWords(language, whole)} ${name}${fraction}`
}

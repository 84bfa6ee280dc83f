// How payers write numbers and names, and how banks cut both.
import type { CaseCustomer } from './case-types.ts'
import type { Random } from './random.ts'

const separator = /[/\-._ ]+/g

/** A number as payers copy it: other separators, zeros lost or added, short year, prefix lost or another. Never beyond what a person would still read. */
export function variantOf(random: Random, number: string): string {
  const styles: ((text: string) => string)[] = [
    (text) => text.replace(separator, random.pick(['/', '-', '.', ' ', '_', ' / '])),
    (text) => text.replace(/(?<!\d)0+(?=\d)/g, ''),
    (text) => text.replace(/(?<!\d)20(\d\d)(?!\d)/, '$1'),
    (text) => text.replace(/^[A-Z]+[/\-_ ]*(?=\d)/, ''),
    (text) => text.replace(/^[A-Z]+[/\-_ ]*(?=\d)/, random.pick(['FV ', 'FA', 'f-ra ', 'Nr ', 'fv'])),
    (text) => text.toLowerCase(),
    (text) => text.replace(/^([A-Z]+)[/\-_ ]+/, '$1'),
    (text) => (text.replace(/\D/g, '').length >= 6 && !/\s/.test(text) ? text.replace(separator, '') : text),
    (text) => text.replace(/(?<!\d)(\d{1,3})(?!\d)/, '0$1'),
  ]
  let text = number
  const rounds = random.chance(0.3) ? 2 : 1
  for (let round = 0; round < rounds; round++) text = random.pick(styles)(text)
  return text
}

/** One slip of the finger in the longest or the last running group. */
export function slipOf(random: Random, number: string): string {
  const places = [...number.matchAll(/\d/g)].map((match) => match.index)
  for (let tries = 0; tries < 30; tries++) {
    const at = random.pick(places)
    const next = places.find((place) => place > at)
    const dice = random.unit()
    let text = number
    if (dice < 0.6 && next !== undefined)
      text = number.slice(0, at) + number[next] + number.slice(at + 1, next) + number[at] + number.slice(next + 1)
    else if (dice < 0.85) text = number.slice(0, at) + random.between(0, 9) + number.slice(at + 1)
    else text = number.slice(0, at) + number.slice(at + 1)
    if (text !== number && number.replace(/\D/g, '').length >= 5) return text
  }
  return number
}

const plain = (text: string): string =>
  text
    .replace(/[łŁ]/g, (letter) => (letter === 'ł' ? 'l' : 'L'))
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
const lost = (text: string): string => text.replace(/[^\x20-\x7e\n]/g, '?')

function wrapped(text: string, joint: string): string {
  return text.match(/.{1,35}/gsu)?.join(joint) ?? text
}

export type Bank = { readonly text: (text: string) => string; readonly name: (text: string) => string }

/** A bank's way with texts; one bank treats all its payments alike. */
export function bankOf(random: Random): Bank {
  const upper = random.chance(0.6)
  const letters = random.pick([plain, plain, (text: string) => text, lost])
  const joint = random.pick(['', '\n', ' ', '\n', '', ''])
  const cut = random.pick([35, 70, 140, 140])
  const shape = (text: string): string => letters(upper ? text.toUpperCase() : text)
  return {
    text: (text) => (joint === '' ? shape(text).slice(0, 140) : wrapped(shape(text).slice(0, 140), joint)),
    name: (text) =>
      cut === 35 ? shape(text).slice(0, 35) : joint === ' ' ? wrapped(shape(text).slice(0, cut), ' ') : shape(text).slice(0, cut),
  }
}

const longForms: Readonly<Record<string, readonly string[]>> = {
  'sp. z o.o.': ['SP Z O O', 'Sp. z o. o.', 'SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ', 'Sp.z o.o.', 'spzoo'],
  'Spółka z ograniczoną odpowiedzialnością': ['sp. z o.o.', 'SP.Z O.O.', 'Spółka z o.o.'],
  'S.A.': ['SA', 'Spółka Akcyjna'],
  'sp.k.': ['SP. K.', 'Spółka Komandytowa'],
  'sp.j.': ['Spółka Jawna', 'SP J'],
  's.c.': ['SC', 'Spółka Cywilna'],
}

/** A customer's name as his bank has it. */
export function payerNameOf(random: Random, customer: CaseCustomer): string {
  let name = customer.name
  if (customer.kind === 'jdg' || customer.kind === 'person') {
    if (random.chance(0.5)) name = customer.short
    if (random.chance(0.4)) name = name.replace(customer.short, customer.short.split(' ').reverse().join(' '))
  } else {
    for (const [form, others] of Object.entries(longForms)) {
      if (name.endsWith(` ${form}`) && random.chance(0.5)) {
        name = name.slice(0, -form.length) + random.pick(others)
        break
      }
    }
    if (random.chance(0.2)) name = customer.short
    if (random.chance(0.1)) name = name.replace('-', ' ')
  }
  return random.chance(0.4) ? `${name} ${customer.address}` : name
}

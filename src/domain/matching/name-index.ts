// Finds customers by a payer's name: the same words in any order, a sole trader's person, a name cut or with an address glued on.
import { type CompanyName, companyName } from '#values/company-name'
import { tradeWords } from '#values/company-name-words'
import { foldText } from '#values/plain-text'
import { MultiMap } from './multi-map.ts'

/** `full`: the whole name; `person`: first and last name of a sole trader; `part`: one contains or begins the other; `like`: similar only. */
export type NameLikeness = 'full' | 'person' | 'part' | 'like'
export type NameHit = { readonly customer: number; readonly likeness: NameLikeness; readonly sameForm: boolean | null }

const postingsLimit = 4000
const hitLimit = 12

export class NameIndex {
  readonly #names: (CompanyName | undefined)[] = []
  readonly #byKey = new MultiMap<string>()
  readonly #byCompact = new MultiMap<string>()
  readonly #byPerson = new MultiMap<string>()
  readonly #byWord = new MultiMap<string>()
  /** Words as a bank that lost their Polish letters writes them (`NOTE?MEBLE`), and the words they stand for. */
  readonly #lossy = new Map<string, string>()
  readonly #cache = new Map<string, readonly NameHit[]>()

  add(customer: number, text: string): void {
    const name = companyName(text)
    this.#cache.clear()
    this.#names[customer] ??= name
    if (name.key === '') return
    this.#byKey.add(name.key, customer)
    this.#byCompact.add(name.compact, customer)
    const composed = text.normalize('NFC')
    if (/[^\x20-\x7e]/.test(composed)) {
      for (const word of composed.split(/[^\p{L}\d]+/u)) {
        const lost = word.toUpperCase().replace(/[^\x20-\x7e]/g, '?')
        if (lost.includes('?')) this.#lossy.set(lost, foldText(word))
      }
    }
    if (name.person !== undefined) this.#byPerson.add(name.person, customer)
    for (const word of new Set(name.words)) this.#byWord.add(word, customer)
  }

  /** Customers that the name may mean, best first; the same name gives the same answer until a customer is added. */
  find(text: string): readonly NameHit[] {
    const cached = this.#cache.get(text)
    if (cached !== undefined) return cached
    const hits = this.#search(
      companyName(text.includes('?') ? text.replace(/[\p{L}\d?]+/gu, (word) => this.#lossy.get(word.toUpperCase()) ?? word) : text),
    )
    if (this.#cache.size > 20_000) this.#cache.clear()
    this.#cache.set(text, hits)
    return hits
  }

  #search(name: CompanyName): readonly NameHit[] {
    if (name.key === '') return []
    const hits = new Map<number, NameHit>()
    const take = (customers: readonly number[], likeness: NameLikeness): void => {
      for (const customer of customers.length > hitLimit ? this.#bestOf(customers, name) : customers) {
        if (!hits.has(customer)) hits.set(customer, { customer, likeness, sameForm: this.#sameForm(customer, name) })
      }
    }
    take(this.#byKey.get(name.key), 'full')
    take(this.#byCompact.get(name.compact), 'full')
    if (name.person !== undefined) take(this.#byPerson.get(name.person), 'person')
    if (hits.size === 0) this.#byWords(name, take)
    return [...hits.values()].slice(0, hitLimit)
  }

  /** Of many customers of one name, those with the legal form written. */
  #bestOf(customers: readonly number[], name: CompanyName): readonly number[] {
    const same = customers.filter((customer) => this.#sameForm(customer, name) === true)
    return (same.length > 0 ? same : customers).slice(0, hitLimit)
  }

  #sameForm(customer: number, name: CompanyName): boolean | null {
    const own = this.#names[customer]?.legalForm
    return own === undefined || name.legalForm === undefined ? null : own === name.legalForm
  }

  /** Customers that share the rarest words, compared word by word and joined. */
  #byWords(name: CompanyName, take: (customers: readonly number[], likeness: NameLikeness) => void): void {
    const rows = name.words
      .filter((word) => word.length > 1)
      .map((word) => this.#byWord.get(word))
      .filter((row) => row.length > 0 && row.length <= postingsLimit)
    const candidates = new Set(
      rows
        .sort((a, b) => a.length - b.length)
        .slice(0, 3)
        .flat(),
    )
    const part: number[] = []
    const like: number[] = []
    for (const customer of candidates) {
      const own = this.#names[customer]
      if (own === undefined) continue
      const likeness = likenessOf(name, own)
      if (likeness === 'part') part.push(customer)
      else if (likeness === 'like') like.push(customer)
    }
    take(part, 'part')
    if (part.length === 0) take(like, 'like')
  }
}

const telling = (words: readonly string[]): number =>
  words.filter((word) => word.length > 2 && !tradeWords.has(word) && !/^\d+$/.test(word)).length

/** A bank lost letters: `?` stands for any one. */
function equalWithWildcards(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at] && a[at] !== '?' && b[at] !== '?') return false
  return true
}

/** How a payer's name that is not equal stands to a customer's: `part` when one holds all telling words of the other. */
function likenessOf(payer: CompanyName, own: CompanyName): 'part' | 'like' | null {
  if (payer.compact.includes('?') && equalWithWildcards(payer.compact, own.compact)) return 'part'
  const shorter = Math.min(payer.compact.length, own.compact.length)
  if (shorter >= 6 && own.compact.startsWith(payer.compact) && payer.maybeCut) return 'part'
  if (own.compact.length >= 7 && own.words.length > 1 && payer.compact.startsWith(own.compact)) return 'part'
  const payerWords = new Set(payer.words)
  const last = payer.words.at(-1) ?? ''
  const shared = own.words.filter((word) => payerWords.has(word) || (payer.maybeCut && last.length >= 3 && word.startsWith(last)))
  const sharedTelling = telling(shared)
  if (sharedTelling === 0) return null
  const ownTelling = telling(own.words)
  if (sharedTelling === ownTelling && (ownTelling >= 2 || (shared.length === own.words.length && own.compact.length >= 8))) return 'part'
  if (sharedTelling === telling(payer.words) && sharedTelling >= 2) return 'part'
  return sharedTelling * 2 > Math.max(ownTelling, telling(payer.words)) ? 'like' : null
}

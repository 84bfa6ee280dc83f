// The books of a large firm, made from a seed as rows for COPY: customers, three years of invoices, and the payments for them.
import { seededRandom } from '#test/support/made-lines'
import { addDays, addMonths, type Day, daysBetween, firstOfMonth } from '#values/day'
import { type Id, uuidV7 } from '#values/id'
import { canonicalInvoiceNumber } from '#values/invoice-number'
import { foldText } from '#values/plain-text'

type Field = string | number | bigint | boolean | null
/** One row as COPY reads it, of a table named in `tables`. */
export type MadeRow = readonly [table: keyof typeof tables, fields: readonly Field[]]

export const tables = {
  customers: 'company_id, customer_id, name, name_folded, tax_id, email, segment, owner_user_id, created_at',
  invoices:
    'company_id, invoice_id, source_key, external_id, number, number_key, type, issue_on, due_on, currency, total_minor, customer_id, lines, created_at, changed_at',
  invoice_balances:
    'company_id, invoice_id, customer_id, due_on, issue_on, type, currency, total_minor, open_minor, settled_minor, status, since_on, last_paid_on, categories',
  payments:
    'company_id, payment_id, source, source_key, external_id, booked_on, amount_minor, currency, payer_name, payer_account, title, customer_id, created_at',
  payment_balances: 'company_id, payment_id, currency, amount_minor, unapplied_minor, status',
  matches: 'company_id, match_id, payment_id, outcome, kind, probability, decision, state, created_at',
  entries:
    'company_id, entry_id, group_id, kind, on_day, recorded_at, actor, invoice_id, payment_id, amount_minor, currency, payment_minor, payment_currency',
  holds: 'company_id, hold_id, kind, customer_id, invoice_id, why, created_by, created_at',
} as const

export type Size = { readonly invoices: number; readonly payments: number; readonly customers: number }

const first = ['Hurtownia', 'Zakład', 'Firma', 'Przedsiębiorstwo', 'Sklep', 'Pracownia', 'Spółdzielnia', 'Warsztat', 'Kancelaria', 'Grupa']
const second = [
  'Żółw',
  'Jantar',
  'Świt',
  'Łąka',
  'Źródło',
  'Klon',
  'Bursztyn',
  'Gęś',
  'Dąb',
  'Ćma',
  'Sowa',
  'Wisła',
  'Tatry',
  'Kuźnia',
  'Młyn',
]
const third = ['Budowlana', 'Handlowa', 'Elektro', 'Metal', 'Trans', 'Agro', 'Medica', 'Tekst', 'Papier', 'Chem']
const forms = ['sp. z o.o.', 'S.A.', 'sp. j.', 'sp. k.', '']
const categories = ['Materiały', 'Usługi', 'Transport', 'Serwis', 'Licencje', 'Wynajem', 'Szkolenia', 'Części']
const segments = ['Hurt', 'Detal', 'Kluczowi', null]
const terms = [7, 14, 14, 30, 30, 60]
const days = 1_095

/** Rows in the order in which a reader may take them; the same for the same seed. `owners` are people of the company. */
export function* madeCompany(seed: number, companyId: Id, size: Size, today: Day, owners: readonly string[]): Generator<MadeRow> {
  const random = seededRandom(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const begin = Date.parse('2023-01-01T00:00:00Z')
  let made = 0
  const bytes = new Uint8Array(10)
  const newId = (): Id => {
    for (let i = 0; i < 10; i++) bytes[i] = Math.floor(random() * 256)
    return uuidV7(begin + made++, bytes)
  }
  const at = `${today}T05:00:00Z`

  const customers = Array.from({ length: size.customers }, (_, n) => ({
    id: newId(),
    name: `${pick(first)} ${pick(second)} ${pick(third)} ${n} ${pick(forms)}`.trim(),
    lateness: random() ** 2 * 40 - 4,
  }))
  for (const [n, { id, name }] of customers.entries())
    yield [
      'customers',
      [
        companyId,
        id,
        name,
        foldText(name),
        String(5_000_000_000 + n * 7),
        `faktury${n}@firma.example`,
        pick(segments),
        n % 10 === 0 ? pick(owners) : null,
        at,
      ],
    ]

  const start = addDays(today, -days)
  const toReview = Math.min(400, Math.ceil(size.payments / 1_000))
  let paymentsLeft = size.payments - toReview
  function* payment(
    booked: Day,
    minor: bigint,
    currency: string,
    customer: (typeof customers)[number] | null,
    title: string,
    invoiceId: Id | null,
  ): Generator<MadeRow> {
    const id = newId()
    const group = newId()
    yield [
      'payments',
      [
        companyId,
        id,
        'bank',
        'made',
        id,
        booked,
        minor,
        currency,
        customer?.name ?? 'PRZELEW ZBIORCZY',
        null,
        title,
        customer?.id ?? null,
        at,
      ],
    ]
    yield ['payment_balances', [companyId, id, currency, minor, invoiceId === null ? minor : 0n, invoiceId === null ? 'new' : 'settled']]
    yield ['entries', [companyId, newId(), group, 'payment-received', booked, at, 'job:made', null, id, minor, currency, null, null]]
    if (invoiceId !== null)
      yield ['entries', [companyId, newId(), group, 'allocation', booked, at, 'job:made', invoiceId, id, minor, currency, minor, currency]]
    const decision = {
      paymentId: id,
      outcome: 'none',
      kind: 'unrelated',
      allocations: [],
      unapplied: { minor: String(minor), currency },
      probability: 0.4,
      evidence: [],
      against: [],
      alternatives: [],
      marks: [],
    }
    if (invoiceId === null) yield ['matches', [companyId, newId(), id, 'none', 'unrelated', 0.4, JSON.stringify(decision), 'proposed', at]]
  }

  let month = ''
  let inMonth = 0
  for (let i = 0; i < size.invoices; i++) {
    const issued = addDays(start, Math.floor((i / size.invoices) * days))
    if (issued.slice(0, 7) !== month) {
      month = issued.slice(0, 7)
      inMonth = 0
    }
    const number = `FV/${++inMonth}/${issued.slice(5, 7)}/${issued.slice(0, 4)}`
    const customer = customers[Math.floor(random() ** 2 * customers.length)] as (typeof customers)[number]
    const currency = random() < 0.97 ? 'PLN' : 'EUR'
    const minor = 5_000n + BigInt(Math.floor(random() ** 3 * 4_000_000))
    const due = addDays(issued, pick(terms))
    const id = newId()
    const lines = Array.from({ length: 1 + Math.floor(random() * 2) }, (_, n) => ({
      name: `Pozycja ${n + 1}`,
      category: pick(categories),
      gross: { minor: String(n === 0 ? minor - 1_000n : 1_000n), currency },
    }))
    const paidOn = addDays(due, Math.round(customer.lateness + random() * 12 - 6))
    const isPaid = paidOn <= today && random() > 0.015
    const isPartly = !isPaid && random() < 0.15 && daysBetween(issued, today) > 3
    const open = isPaid ? 0n : isPartly ? minor - minor / 2n : minor
    const on = paidOn < issued ? issued : paidOn < today ? paidOn : today
    yield [
      'invoices',
      [
        companyId,
        id,
        'made',
        String(i),
        number,
        canonicalInvoiceNumber(number),
        'invoice',
        issued,
        due,
        currency,
        minor,
        customer.id,
        JSON.stringify(lines),
        at,
        at,
      ],
    ]
    yield [
      'invoice_balances',
      [
        companyId,
        id,
        customer.id,
        due,
        issued,
        'invoice',
        currency,
        minor,
        open,
        minor - open,
        isPaid ? 'paid' : isPartly ? 'partly-paid' : 'unpaid',
        isPaid || isPartly ? on : issued,
        isPaid || isPartly ? on : null,
        `{${[...new Set(lines.map((line) => `"${line.category}"`))].join(',')}}`,
      ],
    ]
    yield ['entries', [companyId, newId(), newId(), 'invoice-issued', issued, at, 'job:made', id, null, minor, currency, null, null]]
    if (!isPaid && random() < 0.01) yield ['holds', [companyId, newId(), 'dispute', customer.id, id, 'reklamacja jakości', 'job:made', at]]
    // Some are paid in two parts, so that payments are as many as wanted.
    const settled = minor - open
    const inTwo = isPaid && paymentsLeft > size.invoices - i
    for (const part of settled === 0n ? [] : inTwo ? [settled / 2n, settled - settled / 2n] : [settled]) {
      if (paymentsLeft-- > 0) yield* payment(on, part, currency, customer, `Zapłata za ${number}`, id)
    }
  }
  for (let n = 0; n < toReview; n++)
    yield* payment(
      addDays(today, -(n % 20)),
      10_000n + BigInt(Math.floor(random() * 900_000)),
      'PLN',
      null,
      `przelew ${firstOfMonth(addMonths(today, -1)).slice(0, 7)} ${n}`,
      null,
    )
}

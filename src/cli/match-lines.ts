// JSON lines of the match command: invoices and payments in, decisions out, as the contract of the terminal says.
import { z } from 'zod'
import { type Decision, invoiceTypes, type OpenInvoice, type PaymentFacts } from '#domain/matching/types'
import { findCurrency } from '#values/currency'
import { parseDay } from '#values/day'
import { formatDecimal, parseDecimal } from '#values/decimal'
import { type Money, subtract } from '#values/money'

const invoiceLine = z.object({
  id: z.string().optional(),
  company: z.string().optional(),
  tenant: z.string().optional(),
  number: z.string(),
  type: z.enum(invoiceTypes).optional(),
  issueDate: z.string(),
  dueDate: z.string().optional(),
  currency: z.string(),
  total: z.string(),
  paid: z.string().optional(),
  open: z.string().optional(),
  customer: z.object({
    id: z.string().optional(),
    name: z.string(),
    taxId: z.string().optional(),
    email: z.string().optional(),
    accounts: z.array(z.string()).optional(),
    virtualAccount: z.string().optional(),
  }),
  orderReference: z.string().optional(),
  ksefNumber: z.string().optional(),
  corrects: z.array(z.string()).optional(),
})

const paymentLine = z.object({
  id: z.string(),
  company: z.string().optional(),
  tenant: z.string().optional(),
  bookedOn: z.string(),
  amount: z.string(),
  currency: z.string(),
  payerName: z.string().optional(),
  payerAccount: z.string().optional(),
  payerEmail: z.string().optional(),
  title: z.string(),
  creditedAccount: z.string().optional(),
  source: z.enum(['bank', 'gateway']).optional(),
  gatewayReference: z.string().optional(),
  orderReference: z.string().optional(),
})

/** What a line became, and the company it belongs to. */
export type Owned<T> = { readonly company: string; readonly value: T }
export type LineResult<T> = { readonly ok: true; readonly value: Owned<T> } | { readonly ok: false; readonly why: string }

const wrong = (why: string): { readonly ok: false; readonly why: string } => ({ ok: false, why })

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const issue = (error: z.ZodError): string => {
  const first = error.issues[0]
  return `${first?.path.join('.') ?? ''}: ${first?.message ?? ''}`
}

/** An invoice of one line; `place` stands in for an absent id. */
export function readInvoiceLine(line: string, place: string): LineResult<OpenInvoice> {
  const read = invoiceLine.safeParse(parsed(line))
  if (!read.success) return wrong(issue(read.error))
  const row = read.data
  const currency = findCurrency(row.currency)
  const issueOn = parseDay(row.issueDate)
  const dueOn = row.dueDate === undefined ? undefined : parseDay(row.dueDate)
  if (currency === null) return wrong(`currency: ${row.currency}`)
  if (issueOn === null || dueOn === null) return wrong(`day: ${row.issueDate} ${row.dueDate ?? ''}`)
  const total = parseDecimal(row.total, currency)
  const paid = parseDecimal(row.paid ?? '0', currency)
  const given: Money | null =
    row.open === undefined ? (total === null || paid === null ? null : subtract(total, paid)) : parseDecimal(row.open, currency)
  if (total === null || given === null) return wrong(`amount: ${row.total}`)
  const customer = row.customer
  const value: OpenInvoice = {
    id: row.id ?? place,
    number: row.number,
    type: row.type ?? (total.minor < 0n ? 'credit-note' : 'invoice'),
    issueOn,
    total,
    open: given,
    customer: {
      id: customer.id ?? customer.taxId ?? customer.name,
      name: customer.name,
      accounts: customer.accounts ?? [],
      ...(customer.taxId === undefined ? {} : { taxId: customer.taxId }),
      ...(customer.email === undefined ? {} : { email: customer.email }),
      ...(customer.virtualAccount === undefined ? {} : { virtualAccount: customer.virtualAccount }),
    },
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(row.orderReference === undefined ? {} : { orderReference: row.orderReference }),
    ...(row.ksefNumber === undefined ? {} : { ksefNumber: row.ksefNumber }),
    ...(row.corrects === undefined ? {} : { corrects: row.corrects }),
  }
  return { ok: true, value: { company: row.company ?? row.tenant ?? '', value } }
}

/** A payment of one line. */
export function readPaymentLine(line: string): LineResult<PaymentFacts> {
  const read = paymentLine.safeParse(parsed(line))
  if (!read.success) return wrong(issue(read.error))
  const { company, tenant, bookedOn, amount, currency: code, source, ...rest } = read.data
  const currency = findCurrency(code)
  const day = parseDay(bookedOn)
  const money = currency === null ? null : parseDecimal(amount, currency)
  if (currency === null || money === null) return wrong(`amount: ${amount} ${code}`)
  if (day === null) return wrong(`day: ${bookedOn}`)
  const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Pick<PaymentFacts, 'id' | 'title'>
  return {
    ok: true,
    value: { company: company ?? tenant ?? '', value: { ...known, bookedOn: day, amount: money, source: source ?? 'bank' } },
  }
}

const reason = (each: Decision['evidence'][number]): Record<string, unknown> => ({
  kind: each.kind,
  because: each.because,
  weight: Math.round(each.weight * 100) / 100,
  ...each.facts,
  ...(each.invoiceId === undefined ? {} : { invoiceId: each.invoiceId }),
})

/** The decision as one line; with `explain` also what spoke against, the other candidates and the recognised parts of the title. */
export function decisionLine(decision: Decision, explain: boolean): string {
  return JSON.stringify({
    paymentId: decision.paymentId,
    outcome: decision.outcome,
    kind: decision.kind,
    allocations: decision.allocations.map((each) => ({ invoiceId: each.invoiceId, amount: formatDecimal(each.amount) })),
    unapplied: formatDecimal(decision.unapplied),
    probability: decision.probability,
    ...(decision.customerId === undefined ? {} : { customerId: decision.customerId }),
    reasons: decision.evidence.map(reason),
    ...(explain
      ? {
          against: decision.against.map(reason),
          alternatives: decision.alternatives.map((each) => ({
            customerId: each.customerId,
            kind: each.kind,
            probability: each.probability,
            allocations: each.allocations.map((part) => ({ invoiceId: part.invoiceId, amount: formatDecimal(part.amount) })),
          })),
          marks: decision.marks,
        }
      : {}),
  })
}

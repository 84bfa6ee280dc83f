// `skarbnik match`: matches invoices and payments of files without a database, one decision a line.

import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { buildMatchingIndex, decideAll } from '#domain/matching/matching'
import { defaultMatchingSettings } from '#domain/matching/settings'
import { type Decision, nothingLearnt, type OpenInvoice, type PaymentFacts } from '#domain/matching/types'
import { decisionLine, type LineResult, type Owned, readInvoiceLine, readPaymentLine } from './match-lines.ts'

/** Reads a file of any format into records of a company; what it cannot read it hands to `rejected`. */
export type ReadFile<T> = (path: string, rejected: (at: string, why: string) => void) => AsyncIterable<Owned<T>>
export type MatchIo = {
  readonly stdout: Writable
  readonly stderr: Writable
  readonly readInvoices?: ReadFile<OpenInvoice>
  readonly readPayments?: ReadFile<PaymentFacts>
}

const usage = 'usage: match --invoices FILE… --payments FILE… [--out FILE] [--explain]'
const flushAt = 1 << 16

async function* jsonLines<T>(
  path: string,
  read: (line: string, place: string) => LineResult<T>,
  rejected: (at: string, why: string) => void,
): AsyncIterable<Owned<T>> {
  let number = 0
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (line.trim() === '') continue
    const result = read(number === 1 ? line.replace(/^\uFEFF/, '') : line, `${path}:${number}`)
    if (result.ok) yield result.value
    else rejected(`${path}:${number}`, result.why)
  }
}

type Options = {
  readonly invoices: readonly string[]
  readonly payments: readonly string[]
  readonly out: string | undefined
  readonly explain: boolean
}

/** `--invoices a b` and `--invoices a --invoices b` say the same. */
function optionsOf(args: readonly string[]): Options | null {
  const spread: string[] = []
  let flag: string | null = null
  for (const arg of args) {
    if (arg === '--invoices' || arg === '--payments') flag = arg
    else if (arg.startsWith('--')) {
      flag = null
      spread.push(arg)
    } else if (flag !== null) spread.push(flag, arg)
    else spread.push(arg)
  }
  try {
    const { values } = parseArgs({
      args: spread,
      allowPositionals: false,
      options: {
        invoices: { type: 'string', multiple: true },
        payments: { type: 'string', multiple: true },
        out: { type: 'string' },
        explain: { type: 'boolean' },
      },
    })
    const { invoices = [], payments = [], out, explain = false } = values
    return invoices.length === 0 || payments.length === 0 ? null : { invoices, payments, out, explain }
  } catch {
    return null
  }
}

/** Records of all files by company; payments keep the order given. */
async function byCompany<T>(
  files: readonly string[],
  read: ReadFile<T>,
  rejected: (at: string, why: string) => void,
): Promise<Map<string, { place: number; value: T }[]>> {
  const companies = new Map<string, { place: number; value: T }[]>()
  let place = 0
  for (const file of files) {
    await stat(file)
    for await (const { company, value } of read(file, rejected)) {
      const rows = companies.get(company)
      if (rows === undefined) companies.set(company, [{ place, value }])
      else rows.push({ place, value })
      place++
    }
  }
  return companies
}

async function write(to: Writable, decisions: readonly Decision[], explain: boolean): Promise<void> {
  let text = ''
  for (const decision of decisions) {
    text += `${decisionLine(decision, explain)}\n`
    if (text.length < flushAt) continue
    if (!to.write(text)) await once(to, 'drain')
    text = ''
  }
  if (text !== '' && !to.write(text)) await once(to, 'drain')
}

/** Runs the command. Exit code 0: done; 1: done, but lines were rejected; 2: wrong use or a file that cannot be read. */
export async function matchCommand(args: readonly string[], io: MatchIo): Promise<number> {
  const options = optionsOf(args)
  if (options === null) {
    io.stderr.write(`${usage}\n`)
    return 2
  }
  let rejections = 0
  const rejected = (at: string, why: string): void => {
    rejections++
    if (rejections <= 20) io.stderr.write(`rejected ${at}: ${why}\n`)
  }
  try {
    const readInvoices = io.readInvoices ?? ((path, refuse) => jsonLines(path, readInvoiceLine, refuse))
    const readPayments = io.readPayments ?? ((path, refuse) => jsonLines(path, (line) => readPaymentLine(line), refuse))
    const invoices = await byCompany(options.invoices, readInvoices, rejected)
    const payments = await byCompany(options.payments, readPayments, rejected)
    const decisions: Decision[] = []
    for (const [company, rows] of payments) {
      const index = buildMatchingIndex(
        (invoices.get(company) ?? []).map((row) => row.value),
        nothingLearnt,
        { ...defaultMatchingSettings, autoPost: true },
      )
      invoices.delete(company)
      for (const [at, decision] of decideAll(
        index,
        rows.map((row) => row.value),
      ).entries())
        decisions[rows[at]?.place ?? 0] = decision
      payments.delete(company)
    }
    const out = options.out === undefined ? io.stdout : createWriteStream(options.out)
    await write(
      out,
      decisions.filter((decision) => decision !== undefined),
      options.explain,
    )
    if (options.out !== undefined) {
      out.end()
      await once(out, 'finish')
    }
    if (rejections > 20) io.stderr.write(`rejected in all: ${rejections}\n`)
    return rejections > 0 ? 1 : 0
  } catch (error) {
    io.stderr.write(`${error instanceof Error && 'code' in error ? `cannot read: ${error.message}` : String(error)}\n`)
    if (error instanceof Error && 'code' in error) return 2
    throw error
  }
}

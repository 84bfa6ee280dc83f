// Measures how long a report of many invoices takes as a workbook or a PDF, and the memory it needs.
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readWords } from '#contract/read-words'
import { translatorsOf } from '#contract/translator'
import type { InvoiceFact } from '#domain/reporting/facts'
import { reportPdf } from '#flows/render/report-pdf'
import { reportXlsx } from '#flows/render/report-xlsx'
import type { ReportRows } from '#ports/report-rows'
import { receivables } from '#reports/receivables/receivables'
import { PLN } from '#values/currency'
import { addDays, day } from '#values/day'
import { money } from '#values/money'

const format = process.argv[2] === 'pdf' ? 'pdf' : 'xlsx'
const count = Number(process.argv[3] ?? 100_000)
const asOf = day('2026-11-20')
const names = [
  'Żółw Budowa sp. z o.o.',
  'Łabędź i Syn s.c.',
  'Grupa Montażowa Świerk sp.j.',
  'Oświetlenie Perkoz S.A.',
  'Agro-Błonie Usługi sp. z o.o.',
]

const invoices = Array.from({ length: count }, (_, n): InvoiceFact => {
  const issueOn = addDays(asOf, -(n % 700))
  const total = money(BigInt(10_000 + ((n * 7_919) % 5_000_000)), PLN)
  return {
    id: `i${n}`,
    number: `FV ${n + 1}/${issueOn.slice(5, 7)}/${issueOn.slice(0, 4)}`,
    type: 'invoice',
    customerId: `c${n % 997}`,
    customer: `${names[n % names.length]} ${n % 997}`,
    taxId: null,
    segment: null,
    owner: null,
    category: null,
    issueOn,
    dueOn: addDays(issueOn, 14 + (n % 30)),
    total,
    net: null,
    open: total,
    base: null,
    settledOn: null,
    lastPaidOn: null,
    disputed: false,
    ksefNumber: null,
  }
})
const rows: ReportRows = {
  asOf,
  from: day('2025-12-01'),
  basis: 'due',
  currency: PLN,
  nip: '5265877635',
  invoices,
  lines: [],
  unconverted: [],
  before: [],
  payments: [],
  matches: [],
  steps: [],
  allocations: [],
  holds: [],
  blocks: [],
  debts: [],
  letters: [],
  monthEnds: [],
  ratios: new Map(),
  log: [],
  earliestOn: null,
  euroRate: () => null,
}
const t = translatorsOf(readWords())('pl')
const at = new Date('2026-11-20T08:00:00Z')

async function measured(name: string, work: () => Promise<Uint8Array>): Promise<void> {
  let most = process.memoryUsage().rss
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 20)
  const started = performance.now()
  const bytes = await work()
  clearInterval(watch)
  const path = join(tmpdir(), `skarbnik-report.${name}`)
  await writeFile(path, bytes)
  process.stdout.write(
    `${name}: ${count} rows in ${((performance.now() - started) / 1_000).toFixed(1)} s, ${(bytes.length / 1_048_576).toFixed(1)} MB of file, ${Math.round(most / 1_048_576)} MB of memory at most, ${path}\n`,
  )
}

const document = () => receivables.shape(rows, { t, language: 'pl', companyName: 'Jantar Elektro sp. z o.o.', asOf })
await measured(format, () => (format === 'pdf' ? reportPdf(document(), t, { at, on: asOf }) : reportXlsx(document(), at)))

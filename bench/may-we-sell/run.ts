// Asks "may we sell to this NIP" of a company with many invoices, over HTTP through the real API with a token; prints p50, p95 and the limit,
// and beside the clock on the wall the work of one answer: of this program (the asking with it) and of the database, in milliseconds of CPU.
// `npm run bench:may-we-sell [-- --invoices N] [--questions N]` works on a fresh embedded server, or on DATABASE_URL; exits 1 over the limit.
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { changeCreditSettings } from '#flows/credit/change-credit'
import { makeToken } from '#flows/manage-tokens'
import { apiClient } from '#test/support/api-client'
import { backendCpuMs } from '#test/support/backend-cpu'
import { cpuMs } from '#test/support/cpu-time'
import { testActor, testCompany } from '#test/support/shell'
import { writeId } from '#values/id'
import { openBenchApp } from '../bench-app.ts'
import { quantile } from '../quantile.ts'

const limitMs = 20
const { values: given } = parseArgs({
  options: { invoices: { type: 'string', default: '200000' }, questions: { type: 'string', default: '400' } },
})
const invoices = Number(given.invoices)
const customers = Math.ceil(invoices / 100)
const questions = Number(given.questions)

const app = await openBenchApp('may-we-sell')
const say = (line: string) => process.stdout.write(`${line}\n`)

/** Ten digits with the right check digit. */
function nipOf(n: number): string {
  const weights = [6, 5, 7, 2, 3, 4, 5, 6, 7]
  for (let body = 525_000_000 + n * 11; ; body++) {
    const check = weights.reduce((sum, weight, at) => sum + weight * Number(String(body)[at]), 0) % 11
    if (check < 10) return `${body}${check}`
  }
}

/** The first customer is a giant with a tenth of all invoices open: the worst that one question can meet. */
async function fill(companyId: string): Promise<void> {
  const { database } = app.house.shell
  const nips = Array.from({ length: customers }, (_, n) => nipOf(n))
  await sql`insert into customers (company_id, customer_id, name, name_folded, tax_id, created_at)
    select ${companyId}, gen_random_uuid(), 'Firma ' || n, 'FIRMA ' || n, nip, now() from unnest(${nips}::text[]) with ordinality as u(nip, n)`.execute(
    database,
  )
  await sql`with numbered as (select customer_id, row_number() over (order by length(name), name) - 1 as place from customers where company_id = ${companyId}),
    made as (select gen_random_uuid() as invoice_id, i, case when i % 10 = 0 then 0 else i % ${customers} end as place, current_date - (i % 400)::int as issue_on, (1000 + (i * 7919) % 200000)::bigint as minor from generate_series(1, ${invoices}) i),
    written as (insert into invoices (company_id, invoice_id, source_key, external_id, number, number_key, type, issue_on, due_on, currency, total_minor, customer_id, created_at, changed_at)
      select ${companyId}, m.invoice_id, 'bench', m.i::text, 'FV/' || m.i, 'FV/' || m.i, 'invoice', m.issue_on, m.issue_on + 14, 'PLN', m.minor, n.customer_id, now(), now()
      from made m join numbered n on n.place = m.place returning invoice_id, customer_id, issue_on, due_on, total_minor, external_id)
    insert into invoice_balances (company_id, invoice_id, customer_id, due_on, issue_on, type, currency, total_minor, open_minor, settled_minor, status, since_on)
      select ${companyId}, invoice_id, customer_id, due_on, issue_on, 'invoice', 'PLN', total_minor, case when external_id::int % 10 < 3 then total_minor else 0 end,
        case when external_id::int % 10 < 3 then 0 else total_minor end, case when external_id::int % 10 < 3 then 'unpaid' else 'paid' end, issue_on from written`.execute(
    database,
  )
  await sql`analyze`.execute(database)
}

try {
  const companyId = await testCompany(app.house.shell)
  await fill(companyId)
  const started = performance.now()
  await changeCreditSettings(app.house.shell, { companyId, actor: testActor, change: { active: true } })
  say(`${invoices} invoices, ${customers} customers; all judged in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  // A token may ask so often a minute; the bench asks faster than any shop, so it has several.
  const shops = await Promise.all(
    Array.from({ length: Math.ceil(questions / 40) + 1 }, async (_, n) => {
      const wanted = { companyId, actor: testActor, role: 'owner', name: `bench ${n}`, scopes: ['sales.check'], days: null } as const
      return apiClient(app, { token: (await makeToken(app.house.shell, wanted)).token })
    }),
  )
  let asked = 0
  const ask = async (n: number): Promise<number> => {
    const from = performance.now()
    const shop = shops[asked++ % shops.length]
    if (shop === undefined) throw new Error('no token')
    const answer = await shop.get(`/api/companies/${writeId('company', companyId)}/may-we-sell?nip=${nipOf(n)}`)
    if (answer.status !== 200 || answer.body['known'] !== true) throw new Error(`answered ${answer.status}`)
    return performance.now() - from
  }
  for (let n = 0; n < 20; n++) await ask(n)
  const { database } = app.house.shell
  const of = async (name: string, pick: (n: number) => number): Promise<number> => {
    const times: number[] = []
    const [own, served] = [cpuMs(), await backendCpuMs(database)]
    for (let n = 0; n < questions / 2; n++) times.push(await ask(pick(n)))
    const [ownAfter, servedAfter] = [cpuMs(), await backendCpuMs(database)]
    const work = (before: number | null, after: number | null): string =>
      before === null || after === null ? '–' : ((after - before) / times.length).toFixed(2)
    say(
      `| ${name} | ${quantile(times, 0.5).toFixed(1)} | ${quantile(times, 0.95).toFixed(1)} | ${limitMs} | ${work(own, ownAfter)} | ${work(served, servedAfter)} |`,
    )
    return quantile(times, 0.95)
  }
  say('| question | p50 ms | p95 ms | limit ms | program CPU ms | database CPU ms |\n|---|---:|---:|---:|---:|---:|')
  const usual = await of('a usual customer', (n) => 1 + ((n * 37) % (customers - 1)))
  const giant = await of(`a customer with ${Math.round(invoices / 10)} open invoices`, () => 0)
  if (Math.max(usual, giant) > limitMs) process.exitCode = 1
} finally {
  await app.stop()
}

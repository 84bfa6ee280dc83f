// Matching through the API: settings that refuse nonsense, rules and lessons as they travel, who may change them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiClient, firstCompany } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'

let app: TestApp
let client: ApiClient
let base: string

beforeAll(async () => {
  app = await startApp({ jobs: false, pages: false })
  const first = await firstCompany(app)
  client = first.client
  base = `${first.base}/matching`
})
afterAll(() => app.stop())

const change = (body: object) => client.send('PATCH', base, body)

test('a fresh company posts nothing by itself and says so, with every default spelt out', async () => {
  const { status, body } = await client.get(base)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    automaticPosting: false,
    postFrom: 0.99,
    overpayments: 'keep-on-account',
    tolerance: [{ amount: { amount: '5.00', currency: 'PLN' }, percent: 2 }],
    otherCurrencies: { minor: 3500, percent: 3 },
    rules: [],
    record: { decided: 0, accepted: 0, standing: 0 },
    curve: { needed: 50, onDay: null, labels: 0, bins: null },
  })
  expect(body['postKinds']).toContain('exact')
})

test('what is chosen comes back as it was chosen, the rest stays, and automatic posting is the one switch of the company', async () => {
  expect(
    (
      await change({
        automaticPosting: true,
        postKinds: ['exact', 'set'],
        tolerance: [{ amount: { amount: '2.50', currency: 'EUR' }, percent: 1.5 }],
      })
    ).status,
  ).toBe(200)
  const { body } = await client.get(base)
  expect(body).toMatchObject({
    automaticPosting: true,
    postKinds: ['exact', 'set'],
    postFrom: 0.99,
    otherCurrencies: { minor: 3500, percent: 3 },
  })
  expect(body['tolerance']).toEqual(expect.arrayContaining([{ amount: { amount: '2.50', currency: 'EUR' }, percent: 1.5 }]))
  const company = await client.get(base.replace('/matching', ''))
  expect(company.body).toMatchObject({ settings: { automaticPosting: true } })
})

test.each([
  ['a certainty below ninety percent', { postFrom: 0.5 }],
  ['a certainty that nothing reaches', { postFrom: 1 }],
  ['a kind that is no payment of an invoice', { postKinds: ['tax'] }],
  ['a tolerance of half the invoice', { tolerance: [{ amount: { amount: '5.00', currency: 'PLN' }, percent: 50 }] }],
  ['a tolerance below zero', { tolerance: [{ amount: { amount: '-5.00', currency: 'PLN' }, percent: 1 }] }],
  ['a tolerance above a thousand', { tolerance: [{ amount: { amount: '1000.01', currency: 'PLN' }, percent: 1 }] }],
  ['a currency that there is not', { tolerance: [{ amount: { amount: '5.00', currency: 'XYZ' }, percent: 1 }] }],
  ['one currency twice', { tolerance: ['1.00', '2.00'].map((amount) => ({ amount: { amount, currency: 'PLN' }, percent: 1 })) }],
  ['an unknown way with overpayments', { overpayments: 'keep-it' }],
])('%s is refused and nothing changes', async (_, body) => {
  const before = (await client.get(base)).body
  expect((await change(body)).body.code).toBe('request.malformed')
  expect((await client.get(base)).body).toEqual(before)
})

test('a rule is tried, added, changed, moved and deleted; each answer is the list as it stands', async () => {
  const rule = { when: { payerName: 'PayU', amountFrom: { amount: '1.00', currency: 'PLN' } }, effect: { action: 'ignore' } }
  const tried = await client.post(`${base}/rules/try`, { rule })
  expect(tried.body).toMatchObject({ payments: 0, touched: 0, decided: 0, contradictions: 0, sample: [] })
  const added = await client.post(`${base}/rules`, { rule, contradictionsSeen: 0 })
  const [first] = added.body['rules'] as { ruleId: string }[]
  expect(first).toMatchObject({ ...rule, tried: { touched: 0, contradictions: 0 } })
  const second = await client.post(`${base}/rules`, { rule: { ...rule, effect: { action: 'never-post' } }, contradictionsSeen: 0, at: 0 })
  const ids = (second.body['rules'] as { ruleId: string }[]).map((each) => each.ruleId)
  expect(ids[1]).toBe(first?.ruleId)
  const moved = await client.post(`${base}/rules/${first?.ruleId}/move`, { to: 0 })
  expect((moved.body['rules'] as { ruleId: string }[])[0]?.ruleId).toBe(first?.ruleId)
  const changed = await client.send('PUT', `${base}/rules/${first?.ruleId}`, {
    rule: { ...rule, when: { title: 'zwrot kaucji' } },
    contradictionsSeen: 0,
  })
  expect(changed.body['rules']).toMatchObject([{ when: { title: 'zwrot kaucji' } }, {}])
  for (const id of ids) await client.send('DELETE', `${base}/rules/${id}`)
  expect((await client.get(base)).body['rules']).toEqual([])
  expect((await client.send('DELETE', `${base}/rules/${ids[0]}`)).body.code).toBe('matching.rule-not-found')
  const refused = await client.post(`${base}/rules`, { rule: { when: {}, effect: { action: 'ignore' } }, contradictionsSeen: 0 })
  expect(`${refused.status} ${refused.body.code}`).toBe('422 matching.rule-empty')
})

test('a change of settings or rules asks for the waiting payments to be matched anew, once', async () => {
  const jobs = async () => {
    const { body } = await client.get(`${base.replace('/matching', '')}/jobs`)
    return (body['runs'] as { rows: { job: string }[] }).rows.filter((run) => run.job === 'match').length
  }
  await change({ postFrom: 0.98 })
  await change({ postFrom: 0.97 })
  expect(await jobs()).toBe(1)
})

test('the list of what was learnt is empty at first, and forgetting or restoring what is not there is told', async () => {
  expect((await client.get(`${base}/learnt?search=PL61`)).body).toEqual({ rows: [], next: null, total: 0, counts: {} })
  const strange = `lrn_${'0198f0f0000070008000000000000001'}`
  expect((await client.send('DELETE', `${base}/learnt/${strange}`)).body.code).toBe('learnt.not-found')
  expect((await client.post(`${base}/learnt/${strange}/restore`)).body.code).toBe('learnt.not-found')
})

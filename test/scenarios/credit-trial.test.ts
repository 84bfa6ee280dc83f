// Trying rules on the past and asking whether to sell, over HTTP: what is answered, to whom, and what is refused.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { usualRatio } from '#domain/credit/ratio-definition'
import { changeCreditSettings } from '#flows/credit/change-credit'
import { keepCreditHistory } from '#flows/credit/keep-credit-history'
import { simulateCredit } from '#flows/credit/simulate-credit'
import { makeToken } from '#flows/manage-tokens'
import { listCreditDays } from '#store/credit/history'
import { saveMember } from '#store/members'
import { apiClient } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'
import { type CreditWorld, creditWorld } from '#test/support/credit-world'
import { testActor, testCompany } from '#test/support/shell'
import { day } from '#values/day'
import { writeId } from '#values/id'

describe('the trial of rules on the past', () => {
  let world: CreditWorld
  beforeAll(async () => {
    world = await creditWorld()
    await world.morning('2026-10-12')
  })
  afterAll(() => world.close())
  const ratio = { ...usualRatio, leastAgeDays: 30 }

  test('says who would be blocked today, who only proposed, and for how many days they were over', async () => {
    const trial = await simulateCredit(world.shell, { companyId: world.companyId, ratio })
    // Klon: 21 of 100 thousand since 8 October was past, so over from the 9th: four days with today. Jodła: 10 of 30 since 25 September.
    expect(trial.rows.map(({ customer, level, person, daysOver }) => [customer.name.slice(0, 4), level, person, daysOver]).sort()).toEqual([
      ['Jodł', 'over', true, 18],
      ['Klon', 'over', false, 4],
    ])
    expect(trial.rows.find(({ customer }) => customer.name.startsWith('Klon'))?.spells).toEqual([{ from: day('2026-10-09'), to: null }])
  })

  test('moving the line changes who is held: at 21 % both, at 22 % one, above 33 % nobody', async () => {
    const { curve } = await simulateCredit(world.shell, { companyId: world.companyId, ratio })
    const at = (line: number) => curve.find((point) => point.line === line)?.today
    expect([at(2_100), at(2_200), at(3_300), at(3_400)]).toEqual([2, 1, 1, 0])
  })

  test('changes nothing: no block, no message, no setting', async () => {
    const { database } = world.shell
    for (const table of ['credit_blocks', 'credit_rules'] as const)
      expect(await database.selectFrom(table).selectAll().where('company_id', '=', world.companyId).execute()).toEqual([])
  })

  test('refuses a release line above the block line with its reason', async () => {
    const rule = { scope: { kind: 'company' } as const, thresholds: { ratioRelease: 2_500 } }
    await expect(simulateCredit(world.shell, { companyId: world.companyId, rule })).rejects.toMatchObject({
      code: 'credit.release-above-block',
    })
  })

  test('the ratio of every past day stands in the history, as the ledger was on it', async () => {
    const klon = await world.customerNamed('Klon')
    const rows = await listCreditDays(world.shell.database, world.companyId, klon, day('2026-09-20'))
    expect(rows.map(({ on, basisPoints }) => [on, basisPoints])).toEqual([
      ['2026-09-20', 0n],
      ['2026-09-24', 0n],
      ['2026-09-25', 1_400n],
      ['2026-10-05', 1_600n],
      ['2026-10-09', 2_100n],
    ])
    await changeCreditSettings(world.shell, {
      companyId: world.companyId,
      actor: testActor,
      change: { ratio: { ...usualRatio, numerator: 'open' } },
    })
    await keepCreditHistory(world.shell, world.companyId)
    const again = await listCreditDays(world.shell.database, world.companyId, klon, day('2026-09-25'))
    expect(new Set(again.map(({ basisPoints }) => basisPoints))).toEqual(new Set([2_100n]))
  })
})

describe('over HTTP', () => {
  let app: TestApp
  let companyId = ''
  beforeAll(async () => {
    app = await startApp({ jobs: false, pages: false })
    companyId = await testCompany(app.house.shell)
  })
  afterAll(() => app.stop())
  const path = (rest: string) => `/api/companies/${writeId('company', companyId)}${rest}`
  const tokenWith = async (...scopes: readonly ('sales.check' | 'customers.read')[]) => {
    const { token } = await makeToken(app.house.shell, { companyId, actor: testActor, role: 'owner', name: 'sklep', scopes, days: null })
    return apiClient(app, { token })
  }

  test('a shop with the narrow scope gets an answer and nothing else', async () => {
    const shop = await tokenWith('sales.check')
    const answer = await shop.get(path('/may-we-sell?nip=5265877635'))
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { known: false, mayWeSell: true, why: 'unknown-customer', open: { amount: '0.00', currency: 'PLN' } },
    ])
    expect((await shop.get(path('/customers'))).status).toBe(403)
    expect((await (await tokenWith('customers.read')).get(path('/may-we-sell?nip=5265877635'))).status).toBe(403)
  })

  test('a number with a wrong check digit is told apart from an unknown customer', async () => {
    const answer = await (await tokenWith('sales.check')).get(path('/may-we-sell?nip=5265877634'))
    expect([answer.status, answer.body.code]).toEqual([422, 'sale.nip-wrong'])
  })

  test('T128 a salesperson sets no limits, also not with fields that he was not asked for', async () => {
    const { userId } = await app.house.doors.signIn.makeAccount({
      name: 'Sylwia',
      email: 'sylwia@jantar.example',
      password: 'cztery zwykle slowa razem',
      language: 'pl',
    })
    await saveMember(app.house.shell.database, companyId, { userId, role: 'sales', createdAt: app.house.shell.clock.now() })
    const seller = apiClient(app)
    await seller.post('/api/session', { email: 'sylwia@jantar.example', password: 'cztery zwykle slowa razem' })
    const rule = { scope: { kind: 'company' }, thresholds: { creditLimit: { amount: '999999.00', currency: 'PLN' } } }
    for (const [method, where, body] of [
      ['PUT', '/credit/rules', rule],
      ['PATCH', '/credit/settings', { active: false }],
      ['POST', '/credit/exceptions', { customerId: `cus_${'0'.repeat(32)}`, untilOn: '2027-01-01', why: 'dla mnie' }],
    ] as const)
      expect((await seller.send(method, path(where), body)).status, where).toBe(403)
  })
})

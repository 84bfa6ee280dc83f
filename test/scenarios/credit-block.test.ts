// A customer climbs over the lines, is blocked everywhere at once, pays, and is released; a person's business waits for a person.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { usualRatio } from '#domain/credit/ratio-definition'
import { chooseTeams } from '#flows/choose-teams'
import { answerSale } from '#flows/credit/answer-sale'
import { changeCreditSettings } from '#flows/credit/change-credit'
import { decideProposedBlock } from '#flows/credit/decide-blocks'
import { type CreditWorld, creditWorld } from '#test/support/credit-world'
import { testActor } from '#test/support/shell'

let world: CreditWorld
let klon = ''
let jodla = ''
beforeAll(async () => {
  world = await creditWorld()
  await world.person('Anna', 'accounting')
  await world.person('Celina', 'collections')
  const seller = await world.person('Sylwia', 'sales')
  await world.person('Wiktor', 'viewer')
  const buyer = await world.person('Zenon', 'viewer')
  await chooseTeams(world.shell, {
    companyId: world.companyId,
    actor: testActor,
    teams: [
      { team: 'customer-service', userIds: [], email: 'obsluga@jantar.example', slack: null },
      { team: 'purchasing', userIds: [buyer], email: null, slack: null },
    ],
  })
  await world.morning('2026-10-01')
  klon = await world.customerNamed('Klon')
  jodla = await world.customerNamed('Jodła')
  await world.shell.database.updateTable('customers').set({ owner_user_id: seller }).where('customer_id', '=', klon).execute()
})
afterAll(() => world.close())

/** Accounting, collections, his salesperson; customer service by its shared mailbox, purchasing by its person. */
const told = ['anna', 'celina', 'obsluga', 'sylwia', 'zenon']
const of = (customerId: string) => world.standing(customerId)
const news = async (work: () => Promise<unknown>) => {
  const [mails, events] = [world.mails().length, world.webhook.events.length]
  await work()
  await world.deliver()
  return {
    mails: world.vendors.mail.received
      .slice(mails)
      .filter((mail) => !(mail.email.subject ?? '').startsWith('Raport'))
      .map((mail) => `${mail.to.join()}: ${(mail.email.subject ?? '').replaceAll('\u00A0', ' ')}`)
      .sort(),
    events: world.webhook.events
      .slice(events)
      .filter(({ event }) => event.startsWith('customer.'))
      .map(({ event, data }) => [event, (data as { name: string }).name.slice(0, 4)]),
  }
}

describe('before anybody has switched the rules on', () => {
  test('the figures are counted and shown in the CRM, and nobody is blocked', async () => {
    expect(await of(klon)).toEqual({ level: 'clear', blocked: false, basis_points: 1_400n, lack: null })
    expect(world.crm('Klon')).toEqual([14, 'N', 'CUSTOMER'])
    expect(await of(jodla)).toMatchObject({ level: 'clear', basis_points: 3_333n })
  })
})

describe('with the rules on', () => {
  test('at 14 % nobody hears anything; a person’s business over the line is only proposed', async () => {
    const { mails, events } = await news(() =>
      changeCreditSettings(world.shell, {
        companyId: world.companyId,
        actor: testActor,
        change: { active: true, ratio: { ...usualRatio, leastAgeDays: 30 } },
      }),
    )
    expect(await of(klon)).toMatchObject({ level: 'clear', blocked: false })
    expect(await of(jodla)).toMatchObject({ level: 'over', blocked: false })
    expect(mails).toEqual([
      'anna@jantar.example: Przekroczony próg: Jodła Instalacje s.c.',
      'celina@jantar.example: Przekroczony próg: Jodła Instalacje s.c.',
    ])
    expect(events).toEqual([])
    expect(world.crm('Jodła')).toEqual([33.33, 'N', 'CUSTOMER'])
  })

  test('at 16 % sales, collections and accounting are warned, and the CRM shows the figure', async () => {
    const { mails, events } = await news(() => world.morning('2026-10-05'))
    expect(await of(klon)).toMatchObject({ level: 'warned', blocked: false, basis_points: 1_600n })
    expect(mails).toEqual(['anna', 'celina', 'sylwia'].map((who) => `${who}@jantar.example: Przekroczony próg: Klon Elektro sp. z o.o.`))
    expect(events).toEqual([])
    expect(world.crm('Klon')).toEqual([16, 'N', 'CUSTOMER'])
  })

  test('at 21 % supply stops: here, in the CRM by field and type, in the ERP, in the mailboxes of five teams and in the audit log with its figures', async () => {
    const { mails, events } = await news(() => world.morning('2026-10-09'))
    expect(await of(klon)).toMatchObject({ level: 'over', blocked: true, basis_points: 2_100n })
    expect(mails).toEqual(told.map((who) => `${who}@jantar.example: Sprzedaż wstrzymana: Klon Elektro sp. z o.o.`))
    expect(world.vendors.mail.received.at(-1)?.email.text?.replaceAll('\u00A0', ' ')).toContain('wskaźnik zadłużenia 21 % (próg 20 %)')
    expect(events).toEqual([['customer.blocked', 'Klon']])
    expect(world.webhook.events.at(-1)?.data).toMatchObject({
      taxId: '5265877635',
      blocked: true,
      overdue: '21000.00',
      open: '21000.00',
      debtRatioPercent: 21,
    })
    expect(world.crm('Klon')).toEqual([21, 'Y', 'UC_BLOCKED'])
    expect(await world.audit(klon)).toMatchObject([
      { action: 'credit.warned' },
      {
        action: 'credit.blocked',
        actor: 'system:system',
        change: { figures: { overdueMinor: '2100000', turnoverMinor: '10000000', basisPoints: '2100' } },
      },
    ])
    expect(await answerSale(world.shell, { companyId: world.companyId, nip: '526-58-77-635', ownerUserId: null })).toMatchObject({
      mayWeSell: false,
      why: 'blocked',
      openMinor: 2_100_000n,
      overdueMinor: 2_100_000n,
    })
  })

  test('another morning tells nobody again', async () => {
    const { mails, events } = await news(() => world.morning('2026-10-10'))
    expect([mails, events]).toEqual([[], []])
  })

  test('2,000 paid lowers the ratio to 19 %, above the release line: supply stays stopped', async () => {
    const { mails, events } = await news(() => world.pays('pay_3', '2026-10-10', 2_000, 'FV 2/09/2026'))
    expect(await of(klon)).toMatchObject({ level: 'over', blocked: true, basis_points: 1_900n })
    expect([mails, events]).toEqual([[], []])
    expect(world.crm('Klon')).toEqual([19, 'Y', 'UC_BLOCKED'])
  })

  test('14,000 paid releases him in the transaction that posts it, with the type that the CRM had before', async () => {
    const { mails, events } = await news(() => world.pays('pay_4', '2026-10-12', 14_000, 'FV 1/09/2026'))
    expect(await of(klon)).toMatchObject({ level: 'clear', blocked: false, basis_points: 500n })
    expect(mails).toEqual(told.map((who) => `${who}@jantar.example: Sprzedaż wznowiona: Klon Elektro sp. z o.o.`))
    expect(events).toEqual([['customer.released', 'Klon']])
    expect(world.crm('Klon')).toEqual([5, 'N', 'CUSTOMER'])
    expect((await world.audit(klon)).at(-1)).toMatchObject({
      action: 'credit.block-ended',
      change: { figures: { overdueMinor: '500000' } },
    })
    expect(await answerSale(world.shell, { companyId: world.companyId, nip: '5265877635', ownerUserId: null })).toMatchObject({
      mayWeSell: true,
      why: 'fine',
    })
  })
})

describe('a person’s business', () => {
  test('is blocked when a person says so, and released by the payment like everybody', async () => {
    const block = await world.shell.database
      .selectFrom('credit_blocks')
      .select(['block_id', 'state'])
      .where('company_id', '=', world.companyId)
      .where('customer_id', '=', jodla)
      .executeTakeFirstOrThrow()
    expect(block.state).toBe('proposed')
    const decided = await news(() =>
      decideProposedBlock(world.shell, { companyId: world.companyId, actor: testActor, blockId: block.block_id, accept: true, why: null }),
    )
    expect(decided.events).toEqual([['customer.blocked', 'Jodł']])
    expect(world.crm('Jodła')).toEqual([33.33, 'Y', 'UC_BLOCKED'])
    const paid = await news(() => world.pays('pay_5', '2026-10-13', 10_000, 'FV 4/09/2026'))
    expect(paid.events).toEqual([['customer.released', 'Jodł']])
    expect(world.crm('Jodła')).toEqual([0, 'N', 'CUSTOMER'])
  })
})

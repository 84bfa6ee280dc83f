// The customer's own page: what its link shows, what it hides, and what his answers do.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { judgeAgreements } from '#flows/judge-agreements'
import { mergeCustomers } from '#flows/merge-customers'
import { portalLink } from '#flows/portal-link'
import { pngPicture } from '#flows/render/png-picture'
import { runDunning } from '#flows/run-dunning'
import { listAgreements } from '#store/agreements'
import { inTransaction } from '#store/database'
import { insertFile } from '#store/files'
import { getLetterSettings, type LetterSettings, saveLetterSettings } from '#store/letter-settings'
import { revokeLinks } from '#store/portal-links'
import { startApp, type TestApp } from '#test/support/app'
import { outboxWorld, thursdayNoon, type World } from '#test/support/outbox-world'
import { testActor } from '#test/support/shell'
import { type Id, writeId } from '#values/id'
import { qrCode } from '#values/qr-code'

let world: World
let app: TestApp
beforeAll(async () => {
  world = await outboxWorld()
  app = await startApp({ databaseUrl: world.url, clock: world.clock, jobs: false, pages: false })
}, 60_000)
afterAll(async () => {
  await app?.stop()
  await world?.close()
})
beforeEach(() => world.clock.set(thursdayNoon))

const secondsLater = (seconds: number) => world.clock.set(new Date(world.clock.now().getTime() + seconds * 1000))

async function debtor(name = 'Zakład Elektryczny M. Gąsior') {
  const company = await world.company()
  await company.connect('channel', 'postbox', ['email'])
  const { companyId } = company
  const customerId = await company.customer({ name })
  const invoiceId = await company.invoice(customerId, { number: 'FV 1155/10/2026', minor: 128_437n })
  const { shell } = app.house
  const address = await inTransaction(shell.database, (tx) => portalLink(tx, shell, { companyId, customerId, at: shell.clock.now() }))
  const path = new URL(address).pathname
  const look = async (under = '') => {
    const response = await fetch(app.url + path + under, { redirect: 'manual' })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  const answer = async (kind: string, fields: Readonly<Record<string, string | Blob>>, ids: readonly Id[] = [invoiceId]) => {
    const form = new FormData()
    for (const id of ids) form.append('invoice', writeId('invoice', id))
    for (const [field, value] of Object.entries(fields)) form.append(field, value)
    const response = await fetch(`${app.url}${path}/${kind}`, { method: 'POST', body: form, redirect: 'manual' })
    return { status: response.status, to: response.headers.get('location') ?? '', text: await response.text() }
  }
  return {
    ...company,
    customerId,
    invoiceId,
    path,
    look,
    answer,
    planned: async () => (await runDunning(shell, { companyId })).planned,
    agreements: () => listAgreements(world.database, companyId, customerId),
    tasks: async () =>
      (await world.database.selectFrom('tasks').select('kind').where('company_id', '=', companyId).orderBy('task_id').execute()).map(
        (row) => row.kind,
      ),
  }
}

test('each answer button of a message opens its form with what is owed, and answers nothing by itself', async () => {
  const of = await debtor()
  for (const answer of ['paid', 'promise', 'dispute']) {
    const { status, headers } = await of.look(`?answer=${answer}`)
    expect([status, headers.get('location')]).toEqual([303, `${of.path}/${answer}?lang=pl`])
    expect((await of.look(`/${answer}?lang=pl`)).text).toContain('FV 1155/10/2026')
  }
  expect([(await of.look('?answer=everything')).status, await of.agreements()]).toEqual([200, []])
})

describe('T130 the link', () => {
  test('shows the customer his own invoices with the sum, and is kept from search engines, caches, frames and other sites', async () => {
    const [of, other] = [await debtor(), await debtor('Inny Dłużnik')]
    await other.invoice(other.customerId, { number: 'FV CUDZA' })
    const page = await of.look()
    expect(page.status).toBe(200)
    expect(page.text).toContain('FV 1155/10/2026')
    expect(page.text).toContain('1\u00A0284')
    expect(page.text).toContain('Zakład Elektryczny M. Gąsior')
    expect(page.text).not.toContain('FV CUDZA')
    expect(page.text).not.toContain('Inny Dłużnik')
    expect(page.headers.get('x-robots-tag')).toContain('noindex')
    expect(page.headers.get('cache-control')).toContain('no-store')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(page.headers.getSetCookie()).toEqual([])
  })

  test('answers the same for a token that is unknown, too long, expired, revoked, or of a customer merged away', async () => {
    const of = await debtor()
    const unknown = await fetch(`${app.url}/p/${'A'.repeat(43)}`)
    const dead = await unknown.text()
    expect(unknown.status).toBe(404)
    const same = (page: { status: number; text: string }) => [
      page.status,
      page.text.replace(/nonce="[^"]*"/g, '') === dead.replace(/nonce="[^"]*"/g, ''),
    ]
    const long = await fetch(`${app.url}/p/${'A'.repeat(900)}`)
    expect(same({ status: long.status, text: await long.text() })).toEqual([404, true])
    world.clock.set(new Date('2027-02-01T11:00:00Z'))
    expect(same(await of.look())).toEqual([404, true])
    expect(same(await of.look('/promise'))).toEqual([404, true])
    world.clock.set(thursdayNoon)
    expect((await of.look()).status).toBe(200)
    await revokeLinks(world.database, of.companyId, of.customerId, world.clock.now())
    expect(same(await of.look())).toEqual([404, true])
    const merged = await debtor()
    const into = await merged.customer({ name: 'Kto inny' })
    await mergeCustomers(world.shell, { companyId: merged.companyId, actor: testActor, from: merged.customerId, into })
    expect(same(await merged.look())).toEqual([404, true])
  })

  test('opens the invoices of nobody else to an answer, and takes none for what is not chosen', async () => {
    const [of, other] = [await debtor(), await debtor()]
    const refused = await of.answer('promise', { on: '2026-11-23' }, [other.invoiceId])
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Zaznacz co najmniej jedną fakturę')
    expect([await of.agreements(), await other.agreements()]).toEqual([[], []])
  })

  test('gives a statement of his own account alone', async () => {
    const of = await debtor()
    const response = await fetch(`${app.url}${of.path}/statement.pdf`)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 4)
        .toString(),
    ).toBe('%PDF')
  })
})

describe('how to pay', () => {
  const account = 'PL27114020040000300201355387'
  const payTo = (invoiceId: Id, to: string | null) =>
    world.database.updateTable('invoices').set({ pay_to_account: to }).where('invoice_id', '=', invoiceId).execute()
  const lettersOf = async (companyId: Id, change: Partial<LetterSettings>) =>
    saveLetterSettings(world.database, companyId, { ...(await getLetterSettings(world.database, companyId)), ...change }, thursdayNoon)
  /** The picture of a code that says exactly this. */
  const pictureOf = (text: string) => `data:image/png;base64,${Buffer.from(pngPicture(qrCode(text, 'L') ?? [], 4)).toString('base64')}`

  test('the code says the account of the invoice, the sum and the number, as the Polish recommendation writes them', async () => {
    const of = await debtor()
    await payTo(of.invoiceId, account)
    const { text } = await of.look()
    expect(text).toContain(pictureOf('9153082648|PL|27114020040000300201355387|128437|Jantar Elektro sp. z|FV 1155/10/2026|||'))
    expect(text).toContain('PL27 1140 2004 0000 3002 0135 5387')
  })

  test('several invoices are one code: their sum, and the first number with how many more', async () => {
    const of = await debtor()
    for (const number of ['FV 1156/10/2026', 'FV 1157/10/2026']) await of.invoice(of.customerId, { number, minor: 10_000n })
    await lettersOf(of.companyId, { bankAccount: account })
    const { text } = await of.look()
    expect(text).toContain(pictureOf('9153082648|PL|27114020040000300201355387|148437|Jantar Elektro sp. z|FV 1155/10/2026 i 2 inne|||'))
    expect(text).toContain('FV 1155/10/2026, FV 1156/10/2026, FV 1157/10/2026')
  })

  test('above 9,999.99 zł the code leaves the amount out, and the page says so', async () => {
    const of = await debtor()
    await of.invoice(of.customerId, { number: 'FV DUŻA', minor: 2_000_000n })
    await lettersOf(of.companyId, { bankAccount: account })
    const { text } = await of.look()
    expect(text).toContain('Kwotę trzeba wpisać')
    expect(text).toContain(pictureOf('9153082648|PL|27114020040000300201355387|000000|Jantar Elektro sp. z|FV 1155/10/2026, FV DUŻA|||'))
  })

  test('invoices to be paid to different accounts have no code and no transfer', async () => {
    const of = await debtor()
    const second = await of.invoice(of.customerId, { number: 'FV 2' })
    await payTo(of.invoiceId, account)
    await payTo(second, 'PL61109010140000071219812874')
    const { text } = await of.look()
    expect(text).not.toContain('data:image/png')
    expect(text).not.toContain('Dane do przelewu')
  })

  test('the company’s logo stands at the head; before it is uploaded its initial', async () => {
    const of = await debtor()
    expect((await of.look()).text).toMatch(/class="mark"[^>]*>J</)
    const bytes = pngPicture([[true]], 1)
    const logoFileId = await insertFile(world.database, of.companyId, {
      name: 'logo',
      contentType: 'image/png',
      bytes,
      createdAt: thursdayNoon,
    })
    await lettersOf(of.companyId, { logoFileId })
    const { text } = await of.look('/promise')
    expect(text).toContain(`<img class="logo" src="data:image/png;base64,${Buffer.from(bytes).toString('base64')}"`)
    expect(text).not.toContain('class="mark"')
  })
})

describe('“I will pay on”', () => {
  test('is a promise with its evidence, shows on the page, and holds the reminder until its day', async () => {
    const of = await debtor()
    expect(await of.planned()).toBe(1)
    const { status, to } = await of.answer('promise', { on: '2026-11-24', who: 'Maria Gąsior' })
    expect([status, new URL(to, app.url).searchParams.get('done')]).toEqual([303, 'promise'])
    const [promise] = await of.agreements()
    expect(promise).toMatchObject({ kind: 'promise', channel: 'page', byWhom: 'Maria Gąsior', untilOn: '2026-11-24' })
    expect(promise?.amount?.minor).toBe(128_437n)
    expect((await of.look()).text).toContain('Zapisaliśmy zapłatę')
    expect(await of.planned()).toBe(0)
  })

  test.each([
    ['yesterday', '2026-11-18'],
    ['in two months', '2027-01-20'],
    ['never', ''],
  ])('%s is refused with the reason, and what was typed stands in the form again', async (_when, on) => {
    const of = await debtor()
    const refused = await of.answer('promise', { on, who: '<b>Ja</b>' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('role="alert"')
    expect(refused.text).toContain('&lt;b&gt;Ja&lt;/b&gt;')
    expect(await of.agreements()).toEqual([])
  })

  test('said again while the first one stands is refused; after a broken one it holds nothing and a person calls', async () => {
    const of = await debtor()
    await of.answer('promise', { on: '2026-11-20' })
    expect((await of.answer('promise', { on: '2026-12-10' })).status).toBe(422)
    world.clock.set(new Date('2026-11-23T11:00:00Z'))
    await of.readBank()
    expect(await judgeAgreements(world.shell, { companyId: of.companyId })).toMatchObject({ broken: 1 })
    const again = await of.answer('promise', { on: '2026-12-10' })
    expect(new URL(again.to, app.url).searchParams.get('done')).toBe('noted')
    expect(await of.tasks()).toEqual(['promise-broken', 'promise-again'])
    expect(await of.planned()).toBe(1)
  })
})

describe('“I have paid”', () => {
  test('holds the reminder for three business days, keeps the proof, and asks somebody to look', async () => {
    const of = await debtor()
    const proof = new File([new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d])], '../../przelew\u202Efdp.pdf')
    expect((await of.answer('paid', { on: '2026-11-18', amount: '1284,37', proof })).status).toBe(303)
    const [claim] = await of.agreements()
    expect(claim).toMatchObject({ kind: 'pause', reason: 'claims-paid', untilOn: '2026-11-24' })
    const file = await world.database
      .selectFrom('files')
      .select(['name', 'content_type'])
      .where('company_id', '=', of.companyId)
      .executeTakeFirst()
    expect(file).toEqual({ name: '....przelewfdp.pdf', content_type: 'application/pdf' })
    expect(await of.tasks()).toEqual(['claims-paid-amount'])
    expect(await of.planned()).toBe(0)
    world.clock.set(new Date('2026-11-25T11:00:00Z'))
    await of.readBank()
    expect(await of.planned()).toBe(1)
  })

  test('said a second time within a fortnight holds nothing more', async () => {
    const of = await debtor()
    await of.answer('paid', { on: '2026-11-18' })
    world.clock.set(new Date('2026-11-26T11:00:00Z'))
    await of.readBank()
    const again = await of.answer('paid', { on: '2026-11-25' })
    expect(new URL(again.to, app.url).searchParams.get('done')).toBe('noted')
    expect(await of.planned()).toBe(1)
  })

  test('with a proof that is a program is refused', async () => {
    const of = await debtor()
    const refused = await of.answer('paid', { on: '2026-11-18', proof: new File(['MZ…'], 'przelew.pdf', { type: 'application/pdf' }) })
    expect([refused.status, await of.agreements()]).toEqual([422, []])
  })
})

describe('“I object”', () => {
  test('is a dispute of each invoice that was ticked, with its reason, and a task', async () => {
    const of = await debtor()
    const second = await of.invoice(of.customerId, { number: 'FV 2' })
    await of.answer('dispute', { reason: 'quality', words: 'Dwie lampy nie świecą' }, [of.invoiceId])
    expect((await of.agreements()).map((each) => [each.kind, each.reason, each.invoiceIds, each.words])).toEqual([
      ['dispute', 'quality', [of.invoiceId], 'Dwie lampy nie świecą'],
    ])
    expect(await of.tasks()).toEqual(['dispute-raised'])
    expect((await of.look()).text).toContain('zgłoszono zastrzeżenia')
    expect(await of.planned()).toBe(1)
    expect(second).not.toBe('')
  })

  test('without a reason, or with “other” and no word, is refused', async () => {
    const of = await debtor()
    expect((await of.answer('dispute', { reason: 'because' })).status).toBe(422)
    expect((await of.answer('dispute', { reason: 'other' })).status).toBe(422)
    expect(await of.agreements()).toEqual([])
  })
})

test('T120 names and numbers of strangers are text on the page, whatever they hold', async () => {
  const of = await debtor('<script>alert(1)</script> & "Syn"')
  await of.invoice(of.customerId, { number: '"><img src=x onerror=alert(1)>' })
  await world.database.updateTable('invoices').set({ payment_url: 'javascript:alert(1)' }).where('company_id', '=', of.companyId).execute()
  for (const under of ['', '/paid', '/promise', '/dispute']) {
    const { text } = await of.look(under)
    expect(text).not.toContain('<script>alert')
    expect(text).not.toContain('<img src=x')
    expect(text).not.toContain('javascript:')
  }
})

test('T130 whoever guesses tokens is stopped, also from reading', async () => {
  secondsLater(0)
  const statuses: number[] = []
  for (let n = 0; n < 30; n++) statuses.push((await fetch(`${app.url}/p/guess-${n}`)).status)
  expect(statuses.filter((status) => status === 404).length).toBeLessThanOrEqual(12)
  expect(statuses.at(-1)).toBe(429)
})

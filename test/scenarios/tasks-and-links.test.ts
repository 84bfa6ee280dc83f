// The doors that other rooms use: a task is asked for once, and a customer's link stays the same while it lives.
import { beforeEach, describe, expect, test } from 'vitest'
import { addTask } from '#flows/add-task'
import { portalLink, tokenHash } from '#flows/portal-link'
import { insertCustomers } from '#store/customers'
import { inTransaction } from '#store/database'
import { findLinkByHash, revokeLinks } from '#store/portal-links'
import { testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import { day } from '#values/day'
import type { Id } from '#values/id'

const { shell } = await shellOfFile({ publicUrl: 'https://skarbnik.example' })
let companyId: Id
let customerId: Id
beforeEach(async () => {
  shell.clock.set(new Date('2026-11-20T07:00:00Z'))
  companyId = await testCompany(shell)
  const [id = ''] = await insertCustomers(
    shell.database,
    companyId,
    [{ name: 'Budexim', taxId: null, email: null, phone: null, address: null }],
    shell.clock.now(),
  )
  customerId = id
})

const ask = (key: string) =>
  inTransaction(shell.database, (tx) =>
    addTask(tx, {
      companyId,
      kind: 'dunning-call',
      key,
      customerId,
      facts: { customer: 'Budexim' },
      dueOn: day('2026-11-23'),
      at: shell.clock.now(),
    }),
  )
const link = () => inTransaction(shell.database, (tx) => portalLink(tx, shell, { companyId, customerId, at: shell.clock.now() }))

describe('a task', () => {
  test('is asked for once for its cause, whoever asks again', async () => {
    expect([await ask('call:1'), await ask('call:1'), await ask('call:2')]).toEqual([true, false, true])
    const rows = await shell.database
      .selectFrom('tasks')
      .select(['key', 'customer_id'])
      .where('company_id', '=', companyId)
      .orderBy('key')
      .execute()
    expect(rows).toEqual([
      { key: 'call:1', customer_id: customerId },
      { key: 'call:2', customer_id: customerId },
    ])
  })

  test('about an owned customer is his owner’s', async () => {
    await shell.database.updateTable('customers').set({ owner_user_id: 'usr_sales' }).where('company_id', '=', companyId).execute()
    await ask('call:1')
    const row = await shell.database.selectFrom('tasks').select('assignee_user_id').where('company_id', '=', companyId).executeTakeFirst()
    expect(row?.assignee_user_id).toBe('usr_sales')
  })
})

describe('T130 the link of a customer', () => {
  const tokenOf = (url: string) => url.slice('https://skarbnik.example/p/'.length)

  test('has 256 bits, is the same in every message of a month, and another one after', async () => {
    const first = await link()
    expect(Buffer.from(tokenOf(first), 'base64url')).toHaveLength(32)
    shell.clock.set(new Date('2026-12-15T07:00:00Z'))
    expect(await link()).toBe(first)
    shell.clock.set(new Date('2026-12-25T07:00:00Z'))
    expect(await link()).not.toBe(first)
  })

  test('stands nowhere in the database in a form that opens, and opens no more when revoked or expired', async () => {
    const token = tokenOf(await link())
    const stored = await shell.database.selectFrom('portal_links').selectAll().where('company_id', '=', companyId).executeTakeFirstOrThrow()
    expect(stored.token_hash).not.toContain(token)
    const find = () => findLinkByHash(shell.database, tokenHash(token), shell.clock.now())
    expect((await find())?.customerId).toBe(customerId)
    shell.clock.set(new Date('2027-01-20T07:00:00Z'))
    expect(await find()).toBeNull()
    shell.clock.set(new Date('2026-11-21T07:00:00Z'))
    expect(await revokeLinks(shell.database, companyId, customerId, shell.clock.now())).toBe(1)
    expect(await find()).toBeNull()
  })
})

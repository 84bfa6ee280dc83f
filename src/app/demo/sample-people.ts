// The people of the sample firm beside its owner: two salespeople and one who collects; and whose customer each customer is.
import { randomBytes } from 'node:crypto'
import { type Actor, system } from '#flows/actor'
import { changeCustomer } from '#flows/change-customer'
import { chooseTeams } from '#flows/choose-teams'
import type { Shell } from '#flows/shell'
import { saveMember } from '#store/members'
import { findPersonByEmail } from '#store/people'
import type { Id } from '#values/id'
import type { Language } from '#values/language'

export type MakeAccount = (account: {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly language: Language
}) => Promise<{ readonly userId: string }>

const people = [
  { name: 'Tomasz Lewandowski', email: 'tomasz@jantar.example', role: 'sales' },
  { name: 'Ewa Kamińska', email: 'ewa@jantar.example', role: 'sales' },
  { name: 'Marta Zielińska', email: 'marta@jantar.example', role: 'collections' },
] as const
const segments = ['Instalatorzy', 'Instalatorzy', 'Hurt', 'Obiekty'] as const

export type SamplePeople = { readonly collector: Actor; readonly userIds: readonly string[] }

/** Accounts that nobody can sign in to: their passwords are made up and told to no one. A second sample firm has the same people. */
export async function hireSamplePeople(shell: Shell, companyId: Id, makeAccount: MakeAccount): Promise<SamplePeople> {
  const userIds: string[] = []
  for (const { name, email, role } of people) {
    const known = await findPersonByEmail(shell.database, email)
    const { userId } = known ?? (await makeAccount({ name, email, password: randomBytes(24).toString('base64url'), language: 'pl' }))
    await saveMember(shell.database, companyId, { userId, role, createdAt: shell.clock.now() })
    userIds.push(userId)
  }
  const [, , collector] = people
  const service = { team: 'customer-service', userIds: [], email: 'obsluga@jantar.example', slack: null } as const
  const purchasing = { team: 'purchasing', userIds: [], email: 'zakupy@jantar.example', slack: null } as const
  await chooseTeams(shell, { companyId, actor: system, teams: [service, purchasing] })
  return { userIds, collector: { kind: 'person', id: userIds[2] ?? '', name: collector.name } }
}

/** Every customer gets a segment and one of the two salespeople, in turn. */
export async function assignCustomers(shell: Shell, companyId: Id, customerIds: readonly Id[], { userIds }: SamplePeople): Promise<void> {
  for (const [at, customerId] of customerIds.entries())
    await changeCustomer(shell, {
      companyId,
      actor: system,
      customerId,
      change: { segment: segments[at % segments.length] ?? null, ownerUserId: userIds[at % 2] ?? null },
    })
}

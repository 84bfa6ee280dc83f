// Companies, their settings, people, invitations and API tokens.
import * as contract from '#contract/companies'
import { grantOf, isRole, permissions, type Role } from '#domain/access/permissions'
import { changeCompany } from '#flows/change-company'
import { makeCompany } from '#flows/make-company'
import { changeRole, invitePerson, removePerson, withdrawInvitation } from '#flows/manage-people'
import { makeToken, revokeToken } from '#flows/manage-tokens'
import { type CompanyView, readCompany } from '#store/views/company'
import { membersOf, openInvitations, type TokenView, tokensOf } from '#store/views/people'
import { Failure } from '#values/failure'
import { implement } from './implement.ts'

const defaults = {
  dailyAt: '08:00',
  automaticPosting: false,
  confirmations: true,
  reminders: true,
  staleAfterHours: 36,
  paymentLinks: true,
  writeOffLimitMinor: 0,
  financeEmails: [],
  watchedFolder: null,
}

function companyView(company: CompanyView, role: Role) {
  const paymentGatewayId = 'paymentGatewayId' in company.settings ? company.settings.paymentGatewayId : null
  const settings = contract.companySettings.parse({
    ...defaults,
    ...company.settings,
    paymentGatewayId: null,
    sendingMode: company.sendingMode,
    language: company.language,
    lockedUntil: company.lockedUntil,
  })
  return {
    companyId: company.id,
    name: company.name,
    nip: company.nip,
    timeZone: company.timeZone,
    baseCurrency: company.baseCurrency,
    demo: company.demo,
    role,
    may: permissions.filter((permission) => grantOf(role, permission) !== null),
    settings: {
      ...settings,
      lockedUntil: company.lockedUntil,
      paymentGatewayId: typeof paymentGatewayId === 'string' ? paymentGatewayId : null,
    },
  }
}

const tokenView = (token: TokenView) => ({
  tokenId: token.tokenId,
  name: token.name,
  hint: token.hint,
  scopes: permissions.filter((permission) => token.scopes.includes(permission)),
  createdAt: token.createdAt,
  lastUsedAt: token.lastUsedAt,
  expiresAt: token.expiresAt,
})

export const companyRoutes = [
  implement(contract.makeCompany, async ({ shell, input, actor, caller, language }) => {
    if (caller.kind !== 'person') throw new Failure('session.required')
    const { name, nip, timeZone } = input.body
    return {
      companyId: await makeCompany(shell, {
        actor,
        userId: caller.userId,
        name,
        nip: nip ?? null,
        timeZone: timeZone ?? 'Europe/Warsaw',
        language,
      }),
    }
  }),
  implement(contract.readCompany, async ({ shell, company }) =>
    companyView(await readCompany(shell.database, company.companyId), company.role),
  ),
  implement(contract.changeCompany, async ({ shell, company, actor, input }) => {
    const { settings, ...rest } = input.body
    const { sendingMode, language, lockedUntil, ...kept } = settings ?? {}
    return companyView(
      await changeCompany(shell, {
        companyId: company.companyId,
        actor,
        change: { ...rest, sendingMode, language, lockedUntil, settings: kept },
      }),
      company.role,
    )
  }),
  implement(contract.listPeople, async ({ shell, company }) => {
    const members = await membersOf(shell.database, company.companyId)
    const invitations = await openInvitations(shell.database, company.companyId, shell.clock.now())
    return {
      people: members.flatMap(({ userId, name, email, role, twoFactor, since }) =>
        isRole(role) ? [{ userId, name, email, role, twoFactor, since }] : [],
      ),
      invitations: invitations.flatMap((each) =>
        isRole(each.role) ? [{ invitationId: each.invitationId, email: each.email, role: each.role, expiresAt: each.expiresAt }] : [],
      ),
    }
  }),
  implement(contract.invite, ({ shell, company, actor, input }) =>
    invitePerson(shell, { companyId: company.companyId, actor, actorRole: company.role, ...input.body }),
  ),
  implement(contract.withdrawInvitation, async ({ shell, company, actor, input }) => {
    await withdrawInvitation(shell, { companyId: company.companyId, actor, invitationId: input.params.invitationId })
    return {}
  }),
  implement(contract.changeRole, async ({ shell, company, actor, input }) => {
    await changeRole(shell, {
      companyId: company.companyId,
      actor,
      actorRole: company.role,
      userId: input.params.userId,
      role: input.body.role,
    })
    return {}
  }),
  implement(contract.removePerson, async ({ shell, company, actor, input }) => {
    await removePerson(shell, { companyId: company.companyId, actor, actorRole: company.role, userId: input.params.userId })
    return {}
  }),
  implement(contract.listTokens, async ({ shell, company }) => ({
    tokens: (await tokensOf(shell.database, company.companyId)).map(tokenView),
  })),
  implement(contract.makeToken, async ({ shell, company, actor, input }) => {
    const { token, view } = await makeToken(shell, { companyId: company.companyId, actor, role: company.role, ...input.body })
    return { token, view: tokenView(view) }
  }),
  implement(contract.revokeToken, async ({ shell, company, actor, input }) => {
    await revokeToken(shell, { companyId: company.companyId, actor, tokenId: input.params.tokenId })
    return {}
  }),
]

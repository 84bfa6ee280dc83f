// What a person is told, and where: her own choices alone.
import * as contract from '#contract/alerts'
import type { Route } from '#contract/route'
import { checkTelegram, chooseAlerts, forgetTelegram, makeTelegramCode, ownAlerts, tryAlert } from '#flows/choose-alerts'
import { chooseTeams } from '#flows/choose-teams'
import type { Shell } from '#flows/shell'
import { listAlertTeams } from '#store/views/alert-teams'
import { readCompany } from '#store/views/company'
import { listReportPeople } from '#store/views/report-lists'
import { currency } from '#values/currency'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { money } from '#values/money'
import { type CompanyCall, implement } from './implement.ts'

const usual = { largeFromMinor: 5_000_000n, unplacedDays: 3, digestAt: '08:00' }

/** Routes that are for people alone have a person behind them. */
function own<R extends Route>({ caller, company }: CompanyCall<R>) {
  if (caller.kind !== 'person') throw new Failure('access.denied', { permission: 'signed-in' })
  return { companyId: company.companyId, userId: caller.userId, role: company.role, email: caller.email }
}

async function view<R extends Route>(call: CompanyCall<R>) {
  const me = own(call)
  const { choices, topics, connected } = await ownAlerts(call.shell, me)
  const { baseCurrency } = await readCompany(call.shell.database, me.companyId)
  const base = currency(baseCurrency)
  return {
    topics: topics.map(({ topic, media }) => ({ topic, media: [...media] })),
    quiet: choices.quiet === null ? null : { ...choices.quiet },
    digestAt: choices.digestAt,
    largeFrom: choices.largeFromMinor === null ? null : money(choices.largeFromMinor, base),
    unplacedDays: choices.unplacedDays,
    email: choices.email,
    phone: choices.phone,
    slack: choices.slack,
    connected: [...connected],
    accountEmail: me.email,
    usual: { largeFrom: money(usual.largeFromMinor, base), unplacedDays: usual.unplacedDays, digestAt: usual.digestAt },
    telegram: choices.telegram === null ? null : { name: choices.telegramName ?? '' },
  }
}

async function teamsView(shell: Shell, companyId: Id) {
  const teams = await listAlertTeams(shell.database, companyId)
  const people = await listReportPeople(shell.database, companyId)
  return { teams: teams.map((team) => ({ ...team, userIds: [...team.userIds] })), people }
}

export const alertRoutes = [
  implement(contract.readAlertTeams, ({ shell, company }) => teamsView(shell, company.companyId)),
  implement(contract.saveAlertTeams, async ({ shell, company, actor, input }) => {
    const { companyId } = company
    await chooseTeams(shell, { companyId, actor, teams: input.body.teams })
    return teamsView(shell, companyId)
  }),
  implement(contract.readAlerts, view),
  implement(contract.saveAlerts, async (call) => {
    const { topics, largeFrom, ...rest } = call.input.body
    const media = Object.fromEntries(topics.map((each) => [each.topic, each.media]))
    await chooseAlerts(call.shell, { ...own(call), actor: call.actor }, { ...rest, media, largeFromMinor: largeFrom?.minor ?? null })
    return view(call)
  }),
  implement(contract.makeTelegramCode, (call) => makeTelegramCode(call.shell, own(call))),
  implement(contract.checkTelegram, async (call) => {
    await checkTelegram(call.shell, own(call))
    return view(call)
  }),
  implement(contract.unlinkTelegram, async (call) => {
    await forgetTelegram(call.shell, own(call))
    return view(call)
  }),
  implement(contract.tryAlert, async (call) => {
    await tryAlert(call.shell, { ...own(call), medium: call.input.body.medium })
    return {}
  }),
]

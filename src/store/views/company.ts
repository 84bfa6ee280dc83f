// The company as faces and clocks need it: name, zone, currency, settings.
import type { Id } from '#values/id'
import { type Company, getCompany } from '../companies.ts'
import type { Executor } from '../database.ts'
import { getSendingCompany, type SendingCompany } from '../sending-companies.ts'

export type CompanyView = Company

/** Throws Failure `company.not-found`. */
export const readCompany = (executor: Executor, companyId: Id): Promise<CompanyView> => getCompany(executor, companyId)

/** The mail connection that the company has chosen; null while it has not. */
export async function readMailConnection(executor: Executor, companyId: Id): Promise<Id | null> {
  const { settings } = await getSendingCompany(executor, companyId)
  return settings.mailConnectionId
}

/** The company as its messages see it; throws Failure `company.settings-unreadable`. */
export const readSendingCompany = (executor: Executor, companyId: Id): Promise<SendingCompany> => getSendingCompany(executor, companyId)

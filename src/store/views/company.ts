// The company as faces and clocks need it: name, zone, currency, settings.
import type { Id } from '#values/id'
import { type Company, getCompany } from '../companies.ts'
import type { Executor } from '../database.ts'

export type CompanyView = Company

/** Throws Failure `company.not-found`. */
export const readCompany = (executor: Executor, companyId: Id): Promise<CompanyView> => getCompany(executor, companyId)

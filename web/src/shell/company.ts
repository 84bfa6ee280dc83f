// The company that is open: its settings, what the person may do there, and calls made in its name.
import { createContext, useContext } from 'react'
import type { readCompany } from '#contract/companies'
import type { Output } from '#contract/route'
import { type Id, writeId } from '#values/id'
import type { Permission } from '../permission.ts'

export type Company = Output<typeof readCompany>

export const CompanyContext = createContext<Company | null>(null)

/** The open company; throws outside of one, which no route allows. */
export function useCompany(): Company & {
  readonly params: { readonly companyId: Id }
  readonly path: { readonly company: string }
  readonly can: (permission: Permission) => boolean
} {
  const company = useContext(CompanyContext)
  if (company === null) throw new Error('no company is open')
  return {
    ...company,
    params: { companyId: company.companyId },
    path: { company: writeId('company', company.companyId) },
    can: (permission) => company.may.includes(permission),
  }
}

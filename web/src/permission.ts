// What a person may do, as the contract names it; screens offer no more than the answer for the company says.
import type { readCompany } from '#contract/companies'
import type { Output } from '#contract/route'

export type Permission = Output<typeof readCompany>['may'][number]
export type Role = Output<typeof readCompany>['role']

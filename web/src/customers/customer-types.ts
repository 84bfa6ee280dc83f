// The shape of a customer as the contract gives it, named for the screens.
import type { readCustomer } from '#contract/customers'
import type { Output } from '#contract/route'

export type CustomerDetail = Output<typeof readCustomer>

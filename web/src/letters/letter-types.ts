// What the API says of a customer's letters.
import type { readCustomerLetters } from '#contract/letters'
import type { Output } from '#contract/route'

export type CustomerLetters = Output<typeof readCustomerLetters>

// Says on every page of a customer and of his invoices that supply is stopped; what it shows is fetched when there is something to say.
import { readCustomerCredit } from '#contract/credit-blocks'
import type { Id } from '#values/id'
import { lazyPart } from '../lazy-part.tsx'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { withWords } from '../words.ts'

const BlockBanner = lazyPart(() => withWords(import('./block-banner.tsx'), 'credit'), 'BlockBanner')

/** Nothing while supply goes on. `link` leads to the customer from pages of something else. */
export function CreditBanner({ customerId, link = false }: { readonly customerId: Id; readonly link?: boolean }) {
  const { params } = useCompany()
  const { data } = useRead(readCustomerCredit, { params: { ...params, customerId } })
  return data?.blocks.some(({ state }) => state === 'active') ? <BlockBanner customerId={customerId} data={data} link={link} /> : null
}

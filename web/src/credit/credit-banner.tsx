// Says on every page of a customer and of his invoices that supply is stopped; what it shows is fetched when there is something to say.
import { readCustomerCredit } from '#contract/credit-blocks'
import type { Id } from '#values/id'
import { lazyPart } from '../lazy-part.tsx'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { withWords } from '../words.ts'

const BlockBanner = lazyPart(() => withWords(import('./block-banner.tsx'), 'credit'), 'BlockBanner', <Skeleton height={40} />)

/** What the banner asks of a customer; a page that stands below it waits for the answer. */
export function useCustomerCredit(customerId: Id | null) {
  const { params } = useCompany()
  return useRead(readCustomerCredit, { params: { ...params, customerId: customerId ?? '' } }, { enabled: customerId !== null })
}

/** Nothing while supply goes on. `link` leads to the customer from pages of something else. */
export function CreditBanner({ customerId, link = false }: { readonly customerId: Id; readonly link?: boolean }) {
  const { data } = useCustomerCredit(customerId)
  return data?.blocks.some(({ state }) => state === 'active') ? <BlockBanner customerId={customerId} data={data} link={link} /> : null
}

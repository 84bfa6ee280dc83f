// Says on every page of a customer that he stands in a bureau's register; what it shows is fetched when he does.
import { readBig } from '#contract/big'
import type { Id } from '#values/id'
import { lazyPart } from '../lazy-part.tsx'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { withWords } from '../words.ts'

const EntryBanner = lazyPart(() => withWords(import('./entry-banner.tsx'), 'big'), 'EntryBanner')

/** Nothing while no entry stands. */
export function BigBanner({ customerId }: { readonly customerId: Id }) {
  const { params } = useCompany()
  const entry = useRead(readBig, { params: { ...params, customerId } }).data?.entry ?? null
  return entry === null ? null : <EntryBanner customerId={customerId} entry={entry} />
}

// Says on every page of a customer that he stands in the register of a bureau of economic information.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readBig } from '#contract/big'
import { type Id, writeId } from '#values/id'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Banner } from '../ui/notices.tsx'
import { useFormat } from '../ui/use-format.ts'

/** Nothing while no entry stands. */
export function BigBanner({ customerId }: { readonly customerId: Id }) {
  const { t } = useTranslation('big')
  const { params, path } = useCompany()
  const format = useFormat()
  const { data } = useRead(readBig, { params: { ...params, customerId } })
  const entry = data?.entry ?? null
  if (entry === null) return null
  return (
    <Banner
      tone="warn"
      title={t('entry.banner', { day: format.fullDay(entry.enteredOn), bureau: entry.bureau.name })}
      actions={
        <Link
          to="/$company/customers/$customer"
          params={{ ...path, customer: writeId('customer', customerId) }}
          search={{ tab: 'agreements' }}
        >
          {t('entry.open')}
        </Link>
      }
    >
      {t('entry.bannerBody')}
    </Banner>
  )
}

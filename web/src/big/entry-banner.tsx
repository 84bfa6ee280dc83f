// That a customer stands in the register of a bureau of economic information.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { readBig } from '#contract/big'
import type { Output } from '#contract/route'
import { type Id, writeId } from '#values/id'
import { useCompany } from '../shell/company.ts'
import { Banner } from '../ui/notices.tsx'
import { useFormat } from '../ui/use-format.ts'

type Entry = NonNullable<Output<typeof readBig>['entry']>

export function EntryBanner({ customerId, entry }: { readonly customerId: Id; readonly entry: Entry }) {
  const { t } = useTranslation('big')
  const { path } = useCompany()
  const format = useFormat()
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

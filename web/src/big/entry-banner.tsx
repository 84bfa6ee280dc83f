// That a customer stands in the register of a bureau of economic information.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { writeId } from '#values/id'
import type { CustomerDetail } from '../customers/customer-types.ts'
import { useCompany } from '../shell/company.ts'
import { Banner } from '../ui/notices.tsx'
import { useFormat } from '../ui/use-format.ts'

type Props = Pick<CustomerDetail, 'customerId'> & { readonly entry: NonNullable<CustomerDetail['bureauEntry']> }

export function EntryBanner({ customerId, entry }: Props) {
  const { t } = useTranslation('big')
  const { path } = useCompany()
  const format = useFormat()
  return (
    <Banner
      tone="warn"
      title={t('entry.banner', { day: format.fullDay(entry.enteredOn), bureau: entry.bureau })}
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

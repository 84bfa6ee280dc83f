// That supply to a customer is stopped, why, and what would end it.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { readCustomerCredit } from '#contract/credit-blocks'
import type { Output } from '#contract/route'
import { type Id, writeId } from '#values/id'
import { useCompany } from '../shell/company.ts'
import { Banner } from '../ui/notices.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useCreditWords } from './credit-words.ts'

type Standing = Output<typeof readCustomerCredit>

/** `link` leads to the customer from pages of something else. */
export function BlockBanner({ customerId, data, link }: { readonly customerId: Id; readonly data: Standing; readonly link: boolean }) {
  const { t } = useTranslation('credit')
  const format = useFormat()
  const words = useCreditWords()
  const { path } = useCompany()
  const exception = data.exceptions.find(({ approved }) => approved)
  const active = data.blocks.filter(({ state }) => state === 'active')
  const why = [
    words.reasons(data.reasons, data.figures.open.currency),
    ...active.flatMap(({ source, why: said }) => (source === 'manual' && said !== null ? [said] : [])),
  ]
    .filter((part) => part !== '')
    .join('; ')
  const byRule = active.some(({ source }) => source === 'rule')
  return (
    <Banner
      tone={data.blocked ? 'bad' : 'warn'}
      shape={data.blocked ? 'octagon' : 'half'}
      title={
        data.blocked
          ? t('banner.blocked', { since: data.blockedSince === null ? '' : format.day(format.dayOf(data.blockedSince)) })
          : t('banner.exception', { until: exception === undefined ? '' : format.fullDay(exception.untilOn) })
      }
      {...(link && {
        actions: (
          <Link to="/$company/customers/$customer" params={{ ...path, customer: writeId('customer', customerId) }}>
            {t('banner.open')}
          </Link>
        ),
      })}
    >
      {t('banner.why', { why })} {data.blocked ? t(byRule ? 'banner.endsByPayment' : 'banner.endsByPerson') : null}
    </Banner>
  )
}

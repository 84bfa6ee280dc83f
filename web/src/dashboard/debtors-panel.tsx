// Who owes the most past its due date.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { writeId } from '#values/id'
import { useCompany } from '../shell/company.ts'
import { EmptyState } from '../ui/notices.tsx'
import { Panel } from '../ui/panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './dashboard.module.css'
import type { DashboardData } from './dashboard-tiles.tsx'
import { useNarrowing } from './use-narrowing.ts'

export function DebtorsPanel({ data: { topDebtors } }: { readonly data: DashboardData }) {
  const { t } = useTranslation('dashboard')
  const shell = useTranslation('shell').t
  const { path } = useCompany()
  const format = useFormat()
  const { customers } = useNarrowing()
  let most = 1n
  for (const { overdue } of topDebtors) if (overdue.minor > most) most = overdue.minor
  return (
    <Panel
      title={t('debtors.title')}
      aside={
        topDebtors.length === 0 ? undefined : (
          <Link to="/$company/customers" params={path} search={{ owing: 'overdue', order: '-overdue', ...customers }}>
            {t('debtors.all')}
          </Link>
        )
      }
    >
      {topDebtors.length === 0 ? (
        <EmptyState shape="tick" tone="ok" title={t('debtors.none')}>
          {t('debtors.noneBody')}
        </EmptyState>
      ) : (
        topDebtors.map((debtor) => (
          <Link
            key={debtor.customerId}
            to="/$company/customers/$customer"
            params={{ ...path, customer: writeId('customer', debtor.customerId) }}
            className={classes.debtor}
          >
            <span className="cut" title={debtor.name}>
              {debtor.name}
            </span>
            <span aria-hidden>
              <span className={classes.debtBar} style={{ display: 'block', width: `${Number((debtor.overdue.minor * 100n) / most)}%` }} />
            </span>
            <span className="num third">{t('debtors.oldest', { days: shell('units.days', { count: debtor.oldestDays }) })}</span>
            <span className="num strong">{format.money(debtor.overdue)}</span>
          </Link>
        ))
      )}
    </Panel>
  )
}

// Who changed what about a customer, and which other customers were merged into him.
import { useTranslation } from 'react-i18next'
import { listMerges, undoMerge } from '#contract/customer-merges'
import { listHistory } from '#contract/customers'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Panel, PanelRow } from '../ui/panel.tsx'
import { say } from '../ui/say.ts'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './customer.module.css'
import { type CustomerDetail, changedByCustomer } from './customer-types.ts'

export function CustomerHistory({ customer }: { readonly customer: CustomerDetail }) {
  const { t, i18n } = useTranslation('agreements')
  const { params, can } = useCompany()
  const format = useFormat()
  const of = { params: { ...params, customerId: customer.customerId } }
  const history = useRead(listHistory, of)
  const merges = useRead(listMerges, of)
  const undo = useChange(undoMerge, changedByCustomer)
  if (history.isError) return <FailurePlace error={history.error} onRetry={() => void history.refetch()} />
  return (
    <div className={classes.stacked}>
      {undo.isError ? <FailureBanner error={undo.error} /> : null}
      {(merges.data?.rows ?? []).length === 0 ? null : (
        <Panel title={t('merge.before')}>
          {merges.data?.rows.map((row) => (
            <PanelRow key={row.mergeId}>
              <span className="cut strong">{row.fromName}</span>
              <span className="end xs third">{[format.moment(row.at), row.byName].filter((part) => part !== null).join(', ')}</span>
              {can('customers.change') ? (
                <Button
                  size="sm"
                  onClick={() =>
                    undo.mutate({ params: { ...params, mergeId: row.mergeId } }, { onSuccess: () => toast(t('merge.undone')) })
                  }
                >
                  {t('merge.undo')}
                </Button>
              ) : null}
            </PanelRow>
          ))}
        </Panel>
      )}
      <Panel label={t('history')}>
        {history.data === undefined ? (
          <SkeletonRows rows={5} />
        ) : history.data.rows.length === 0 ? (
          <EmptyState title={t('noHistory')} />
        ) : (
          history.data.rows.map((row) => (
            <PanelRow key={`${row.at.toISOString()} ${row.action}`}>
              <span className="figures third">{format.moment(row.at)}</span>
              <span className="cut">{say(i18n, `audit-screen:action.${row.action}`)}</span>
              <span className="end xs third cut">{row.actorName ?? ''}</span>
            </PanelRow>
          ))
        )}
      </Panel>
    </div>
  )
}

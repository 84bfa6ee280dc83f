// One import: its result, statements with their balances, lines, rejected records, undo.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { confirmStatement, readImport, undoImport } from '#contract/imports'
import type { Output } from '#contract/route'
import { readId, writeId } from '#values/id'
import { accountEnd } from '../payments/account-end.ts'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { Banner } from '../ui/notices.tsx'
import { SheetSection } from '../ui/sheet-section.tsx'
import { SideSheet } from '../ui/side-sheet.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import { ImportInvoices, ImportLines, ImportNotes } from './import-entries.tsx'
import { ImportStatus } from './import-status.tsx'
import { RecordCard } from './record-card.tsx'
import { changedByImport } from './use-file-intake.ts'

type ImportDetail = Output<typeof readImport>

const counted = [
  'statements',
  'lines',
  'payments',
  'invoices',
  'customers',
  'orders',
  'posted',
  'suggested',
  'duplicates',
  'ignored',
  'rejected',
] as const

export function ImportSheet({ writtenId, onClose }: { readonly writtenId: string; readonly onClose: () => void }) {
  const { t } = useTranslation('imports-screen')
  const { params } = useCompany()
  const importId = readId('import', writtenId)
  const { data, error, refetch } = useRead(
    readImport,
    { params: { ...params, importId: importId ?? '' } },
    { enabled: importId !== null, keep: true, refetchMs: 4_000 },
  )
  return (
    <SideSheet
      label={t('sheet.label')}
      onClose={onClose}
      title={
        data === undefined ? (
          <Skeleton width={160} height={18} />
        ) : (
          <>
            <span className="cut">{data.fileName ?? data.connectionName ?? t(`source.${data.source}`)}</span>
            <ImportStatus state={data.state} />
          </>
        )
      }
    >
      {data !== undefined ? (
        <ImportBody detail={data} />
      ) : error !== null ? (
        <FailurePlace error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={160} />
      )}
    </SideSheet>
  )
}

function ImportBody({ detail }: { readonly detail: ImportDetail }) {
  const { t } = useTranslation('imports-screen')
  const { params, path, can } = useCompany()
  const columns = useTranslation('table-mapping').t
  const format = useFormat()
  const undo = useChange(undoImport, changedByImport)
  const one = { ...params, importId: detail.importId }
  const waits = detail.state === 'mapping-needed'
  return (
    <>
      {detail.failure === null || waits ? null : <FailureBanner error={detail.failure} />}
      {waits ? (
        <Banner tone="warn" title={t('sheet.waiting')}>
          {t('sheet.waitingBody')}
        </Banner>
      ) : null}
      {undo.isError ? <FailureBanner error={undo.error} /> : null}
      <div className="row tight">
        {detail.counts.suggested > 0 ? (
          <Link to="/$company/payments/review" params={path} className={buttonClass({ look: 'filled', size: 'sm' })}>
            {t('sheet.toReview')}
          </Link>
        ) : null}
        {waits && can('imports.create') ? (
          <Link
            to="/$company/imports"
            params={path}
            search={{ open: writeId('import', detail.importId), view: 'columns' }}
            className={buttonClass({ look: 'filled', size: 'sm' })}
          >
            {columns('recent.map')}
          </Link>
        ) : null}
        {detail.undoable && can('imports.undo') ? (
          <Button
            size="sm"
            busy={undo.isPending}
            onClick={() =>
              undo.mutate(
                { params: one },
                { onSuccess: () => toast(detail.state === 'read' ? t('sheet.undone') : columns('setAsideDone'), { tone: 'neutral' }) },
              )
            }
          >
            {detail.state === 'read' ? t('sheet.undo') : columns('setAside')}
          </Button>
        ) : null}
      </div>
      <Facts
        rows={[
          ...counted.map((kind) =>
            detail.counts[kind] === 0 ? null : ([t(`sheet.${kind}`), format.number(detail.counts[kind])] as const),
          ),
          detail.formatName === null && detail.format === null ? null : [t('sheet.format'), detail.formatName ?? detail.format],
          [t('sheet.received'), format.moment(detail.receivedAt)],
          detail.finishedAt === null ? null : [t('sheet.finished'), format.moment(detail.finishedAt)],
        ]}
      />
      {detail.statements.length === 0 ? null : (
        <SheetSection title={t('sheet.statementsTitle')}>
          {detail.gaps.map((gap) => (
            <Banner
              key={`${gap.from}/${gap.to}`}
              tone="warn"
              title={columns('lines.gap', { from: format.day(gap.from), to: format.day(gap.to) })}
            />
          ))}
          {detail.statements.map((statement) => (
            <Statement key={statement.statementId} statement={statement} />
          ))}
        </SheetSection>
      )}
      {detail.rejected.length === 0 ? null : (
        <SheetSection title={t('sheet.rejectedTitle')} aside={format.number(detail.counts.rejected)}>
          <div className="stack tight">
            {detail.rejected.map((record) => (
              <RecordCard key={record.recordId} record={record} />
            ))}
          </div>
        </SheetSection>
      )}
      {detail.notes.length === 0 ? null : <ImportNotes notes={detail.notes} />}
      {detail.counts.lines > 0 ? <ImportLines detail={detail} /> : null}
      {detail.counts.invoices > 0 ? <ImportInvoices detail={detail} /> : null}
    </>
  )
}

function Statement({ statement }: { readonly statement: ImportDetail['statements'][number] }) {
  const { t } = useTranslation('imports-screen')
  const columns = useTranslation('table-mapping').t
  const { params, can } = useCompany()
  const format = useFormat()
  const confirm = useChange(confirmStatement, changedByImport)
  const wrong = statement.balanced === false
  const pill =
    statement.balanced === null ? (
      <StatusPill shape="ring" tone="neutral" bare>
        {t('sheet.noBalances')}
      </StatusPill>
    ) : !wrong ? (
      <StatusPill shape="tick" tone="ok" bare>
        {t('sheet.balanced')}
      </StatusPill>
    ) : (
      <StatusPill shape={statement.confirmed ? 'half' : 'triangle'} tone={statement.confirmed ? 'warn' : 'bad'} bare>
        {statement.confirmed
          ? t('sheet.confirmed')
          : t('sheet.unbalanced', { difference: statement.difference === null ? '' : format.money(statement.difference) })}
      </StatusPill>
    )
  return (
    <div className="stack tight" style={{ padding: '6px 0' }}>
      <div className="row">
        <span className="s strong">{statement.account === '' ? columns('lines.noAccount') : accountEnd(statement.account)}</span>
        <span className="s third">{[statement.bank, statement.number].filter(Boolean).join(', ')}</span>
        <span className="end">{pill}</span>
      </div>
      <Facts
        rows={[
          statement.openingBalance === null ? null : [t('sheet.opening'), format.money(statement.openingBalance)],
          statement.closingBalance === null ? null : [t('sheet.closing'), format.money(statement.closingBalance)],
          [t('sheet.lines'), format.number(statement.lines)],
        ]}
      />
      {wrong && !statement.confirmed && can('payments.match') ? (
        <div>
          <Button
            size="sm"
            busy={confirm.isPending}
            onClick={() =>
              confirm.mutate(
                { params: { ...params, statementId: statement.statementId } },
                { onSuccess: () => toast(t('sheet.confirmDone')) },
              )
            }
          >
            {t('sheet.confirm')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

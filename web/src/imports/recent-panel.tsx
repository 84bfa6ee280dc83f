// Właśnie dodane: every file of the last drop with the format it was recognised by, its first entries, and the way back.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readImport, undoImport } from '#contract/imports'
import type { Id } from '#values/id'
import { writeId } from '#values/id'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { Panel } from '../ui/panel.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import { FirstEntries } from './first-entries.tsx'
import { ImportStatus, useImportResult } from './import-status.tsx'
import { forgetFiles, type RecentFile, useRecentFiles } from './recent-files.ts'
import classes from './recent-panel.module.css'
import { changedByImport } from './use-file-intake.ts'

/** Nothing where no file was added since the page was opened, or where one was opened by itself. */
export function RecentPanel() {
  const { t } = useTranslation('table-mapping')
  const { companyId } = useCompany()
  const files = useRecentFiles(companyId)
  if (files.length === 0) return null
  const isBusy = files.some((file) => file.state === 'sending')
  return (
    <div className={classes.place}>
      <Panel
        title={t('recent.title')}
        label={t('recent.title')}
        ruled
        aside={
          isBusy ? null : (
            <Button size="sm" look="plain" onClick={forgetFiles}>
              {t('recent.close')}
            </Button>
          )
        }
      >
        <ul className={classes.files}>
          {files.map((file) => (
            <li key={file.key} className={classes.file} aria-label={file.name}>
              {file.state === 'sent' ? <SentFile importId={file.importId} name={file.name} /> : <WaitingFile file={file} />}
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  )
}

function WaitingFile({ file }: { readonly file: RecentFile }) {
  const { t } = useTranslation('table-mapping')
  const words = useFailureWords()
  return (
    <>
      <div className="row">
        <span className="s strong cut">{file.name}</span>
        {file.state === 'refused' ? null : (
          <span className="end">
            <StatusPill shape="half" tone="accent" bare>
              {t('recent.sending')}
            </StatusPill>
          </span>
        )}
      </div>
      {file.state === 'refused' ? (
        <p className="s tone-bad" role="alert">
          {words(file.error).title}
        </p>
      ) : null}
    </>
  )
}

function SentFile({ importId, name }: { readonly importId: Id; readonly name: string }) {
  const { t } = useTranslation('table-mapping')
  const { params, path, can } = useCompany()
  const result = useImportResult()
  const undo = useChange(undoImport, changedByImport)
  const words = useFailureWords()
  const { data } = useRead(readImport, { params: { ...params, importId } }, { keep: true })
  if (data === undefined)
    return (
      <div className="row">
        <span className="s strong cut">{name}</span>
      </div>
    )
  const open = writeId('import', importId)
  const waits = data.state === 'mapping-needed'
  const isNew = data.counts.lines + data.counts.invoices > 0
  return (
    <>
      <div className="row">
        <span className="s strong cut">{name}</span>
        <span className="end">
          <ImportStatus state={data.state} bare />
        </span>
      </div>
      {data.formatName === null ? null : <p className="xs third cut">{data.formatName}</p>}
      {data.state === 'read' ? (
        <p className="xs second">{isNew || data.counts.rejected > 0 ? result(data) : t('recent.nothingNew')}</p>
      ) : null}
      {data.state === 'failed' && data.failure !== null ? (
        <p className="s tone-bad" role="alert">
          {words(data.failure).title}
        </p>
      ) : null}
      {waits ? <p className="xs second">{t('waits')}</p> : null}
      {data.state === 'read' && isNew ? <FirstEntries detail={data} /> : null}
      {undo.isError ? (
        <p className="s tone-bad" role="alert">
          {words(undo.error).title}
        </p>
      ) : null}
      <div className="row tight wrap">
        {waits && can('imports.create') ? (
          <Link
            to="/$company/imports"
            params={path}
            search={{ open, view: 'columns' }}
            className={buttonClass({ look: 'filled', size: 'sm' })}
          >
            {t('recent.map')}
          </Link>
        ) : null}
        {data.state === 'undone' ? null : (
          <Link to="/$company/imports" params={path} search={{ open }} className={buttonClass({ size: 'sm' })}>
            {t('recent.open')}
          </Link>
        )}
        {data.undoable && can('imports.undo') ? (
          <Button
            size="sm"
            look="plain"
            busy={undo.isPending}
            onClick={() =>
              undo.mutate({ params: { ...params, importId } }, { onSuccess: () => toast(t('setAsideDone'), { tone: 'neutral' }) })
            }
          >
            {waits ? t('setAside') : t('recent.undo')}
          </Button>
        ) : null}
      </div>
    </>
  )
}

// Backups of the installation: what there is, when the next comes, one more now, and how to go back to one.
import { useTranslation } from 'react-i18next'
import { listBackups, makeBackup } from '#contract/backups'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { Copyable } from '../ui/facts.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { Banner, EmptyState } from '../ui/notices.tsx'
import { Panel, PanelBody, PanelRow } from '../ui/panel.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './settings.module.css'

export function BackupSettings() {
  const { t } = useTranslation('settings')
  const { params } = useCompany()
  const format = useFormat()
  const backups = useRead(listBackups, { params })
  const make = useChange(makeBackup, ['backups'])
  if (backups.isError) return <FailurePlace error={backups.error} onRetry={() => void backups.refetch()} />
  const { data } = backups
  return (
    <div className={classes.stacked}>
      {make.isError ? <FailureBanner error={make.error} /> : null}
      {data?.failure == null || make.isError ? null : (
        <Banner tone="bad" title={t('backups.failed', { moment: format.moment(data.failure.at) })}>
          {t('backups.failedBody')}
        </Banner>
      )}
      <Panel
        title={t('backups.title')}
        note={data?.nextAt == null ? undefined : t('backups.next', { moment: format.moment(data.nextAt) })}
        aside={
          <Button
            size="sm"
            look="outline"
            busy={make.isPending}
            onClick={() => make.mutate({ params }, { onSuccess: () => toast(t('backups.made')) })}
          >
            {t('backups.make')}
          </Button>
        }
      >
        {data === undefined ? (
          <SkeletonRows rows={4} />
        ) : data.files.length === 0 ? (
          <EmptyState title={t('backups.none')}>{t('backups.noneBody')}</EmptyState>
        ) : (
          data.files.map((file) => (
            <PanelRow key={file.name}>
              <span className="strong figures">{format.moment(file.madeAt)}</span>
              <code className="third cut">{file.name}</code>
              <span className="end third figures">{format.bytes(file.bytes)}</span>
            </PanelRow>
          ))
        )}
      </Panel>
      {data === undefined ? null : (
        <Panel title={t('backups.where')}>
          <PanelBody>
            <div className={classes.stacked}>
              <Copyable value={data.folder} />
              <p className="s second">{t('backups.whereBody')}</p>
              <p className="s second">{t('backups.restore')}</p>
              <Copyable value={`node bin/skarbnik.js restore "${data.folder}/${data.files[0]?.name ?? 'skarbnik-….backup'}"`} />
            </div>
          </PanelBody>
        </Panel>
      )}
    </div>
  )
}

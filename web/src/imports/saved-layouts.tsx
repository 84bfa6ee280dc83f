// Column layouts that were saved: which tables the house reads by itself, and how to make it ask again.
import { useTranslation } from 'react-i18next'
import { listMappingProfiles, removeMappingProfile } from '#contract/table-mappings'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './record-card.module.css'

export function SavedLayouts() {
  const { t } = useTranslation('table-mapping')
  const { params, can } = useCompany()
  const format = useFormat()
  const { data, error, refetch } = useRead(listMappingProfiles, { params })
  const remove = useChange(removeMappingProfile, ['mapping-profiles'])
  if (data === undefined)
    return error === null ? <SkeletonRows rows={4} height={60} /> : <FailurePlace error={error} onRetry={() => void refetch()} />
  if (data.profiles.length === 0) return <EmptyState title={t('layouts.title')}>{t('layouts.body')}</EmptyState>
  return (
    <div className={classes.list}>
      {remove.isError ? <FailureBanner error={remove.error} /> : null}
      {data.profiles.map((profile) => (
        <article key={profile.mappingProfileId} className={classes.card}>
          <div className="row">
            <div className="grow s">
              <span className="strong cut" style={{ display: 'block' }}>
                {profile.name}
              </span>
              <span className="xs third">
                {[
                  t(`kind.${profile.kind}`),
                  t('layouts.used', { count: profile.uses }),
                  profile.lastUsedAt === null ? null : t('layouts.last', { moment: format.moment(profile.lastUsedAt) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </div>
            {can('imports.create') ? (
              <Button
                size="sm"
                look="plain"
                aria-label={t('layouts.removeOf', { name: profile.name })}
                busy={remove.isPending && remove.variables.params.mappingProfileId === profile.mappingProfileId}
                onClick={() =>
                  remove.mutate(
                    { params: { ...params, mappingProfileId: profile.mappingProfileId } },
                    { onSuccess: () => toast(t('layouts.removed'), { tone: 'neutral' }) },
                  )
                }
              >
                {t('layouts.remove')}
              </Button>
            ) : null}
          </div>
        </article>
      ))}
    </div>
  )
}

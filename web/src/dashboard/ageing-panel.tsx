// Receivables by age in both schemes; each piece leads to its invoices.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCompany } from '../shell/company.ts'
import { Panel, PanelBody } from '../ui/panel.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './dashboard.module.css'
import type { DashboardData } from './dashboard-tiles.tsx'
import { useNarrowing } from './use-narrowing.ts'

type Bucket = DashboardData['ageing']['management'][number]['bucket'] | DashboardData['ageing']['statutory'][number]['bucket']

/** Days past due of a bucket, for the list behind it; `current` is what is open and not overdue. */
const daysOf: Readonly<Record<Bucket, { readonly ageFrom?: string; readonly ageTo?: string }>> = {
  current: { ageTo: '0' },
  '1-30': { ageFrom: '1', ageTo: '30' },
  '31-60': { ageFrom: '31', ageTo: '60' },
  '61-90': { ageFrom: '61', ageTo: '90' },
  'over-90': { ageFrom: '91' },
  'to-5': { ageFrom: '1', ageTo: '5' },
  '6-30': { ageFrom: '6', ageTo: '30' },
  '61-120': { ageFrom: '61', ageTo: '120' },
  'over-120': { ageFrom: '121' },
}

const colourAt = (at: number, of: number): string => `var(--sk-age-${of === 6 ? ([0, 1, 1, 2, 3, 4][at] ?? 4) : Math.min(at, 4)})`

export function AgeingPanel({ data }: { readonly data: DashboardData }) {
  const { t } = useTranslation('dashboard')
  const shell = useTranslation('shell').t
  const { path } = useCompany()
  const format = useFormat()
  const { invoices } = useNarrowing()
  const [scheme, setScheme] = useState<'management' | 'statutory'>('management')
  const buckets = data.ageing[scheme]
  const total = buckets.reduce((sum, bucket) => sum + bucket.amount.minor, 0n)
  const share = (minor: bigint) => (total <= 0n ? 0 : Number((minor * 10_000n) / total) / 100)
  const link = (bucket: Bucket) => ({
    to: '/$company/invoices' as const,
    params: path,
    search: { view: bucket === 'current' ? 'open' : 'overdue', ...daysOf[bucket], ...invoices },
  })
  return (
    <Panel
      title={t('ageing.title')}
      note={<span className="wide-only">{t('ageing.note', { day: format.fullDay(data.today) })}</span>}
      aside={
        <Segmented
          label={t('ageing.scheme')}
          value={scheme}
          onChange={setScheme}
          options={[
            { value: 'management', word: t('ageing.management') },
            { value: 'statutory', word: t('ageing.statutory') },
          ]}
        />
      }
    >
      <PanelBody>
        <div className={classes.ageBar} aria-hidden>
          {buckets.map((bucket, at) =>
            bucket.amount.minor <= 0n ? null : (
              <Link
                key={bucket.bucket}
                {...link(bucket.bucket)}
                tabIndex={-1}
                style={{ flexGrow: Math.max(share(bucket.amount.minor), 0.4), flexBasis: 6, background: colourAt(at, buckets.length) }}
              />
            ),
          )}
        </div>
        <div className={classes.ages}>
          {buckets.map((bucket, at) => (
            <Link key={bucket.bucket} {...link(bucket.bucket)} className={classes.age}>
              <span className="row tight xs second">
                <span className={classes.swatch} style={{ background: colourAt(at, buckets.length) }} />
                {t(`ageing.bucket.${bucket.bucket}`)}
              </span>
              <span className={classes.ageAmount}>{format.money(bucket.amount)}</span>
              <span className="xs third figures">
                {t('ageing.share', {
                  percent: format.percent(share(bucket.amount.minor)),
                  invoices: shell('units.invoices', { count: bucket.invoices }),
                })}
              </span>
            </Link>
          ))}
        </div>
      </PanelBody>
    </Panel>
  )
}

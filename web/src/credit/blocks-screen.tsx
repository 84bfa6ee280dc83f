// Blokady: what waits for a decision, whom we do not sell to, and what has ended.
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { blockViews, listBlocks } from '#contract/credit-blocks'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { buttonClass } from '../ui/button.tsx'
import { FailurePlace } from '../ui/failure.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Page, PageHead } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { BlockRow } from './block-row.tsx'

const route = getRouteApi('/$company/blocks')

export function BlocksScreen() {
  const { t } = useTranslation('credit')
  const { params, path, can } = useCompany()
  const asked = route.useSearch().view
  const counted = useRead(listBlocks, { params, query: { view: 'active', limit: 1 } })
  // Whoever comes without a wish comes to decide, when there is something to decide.
  const view = blockViews.find((each) => each === asked) ?? ((counted.data?.counts.proposed ?? 0) > 0 ? 'proposed' : 'active')
  const { data, error, refetch } = useRead(listBlocks, { params, query: { view, limit: 200 } }, { keep: true })
  useNamedPlace(null, t('blocks.title'))
  return (
    <Page>
      <PageHead
        title={t('blocks.title')}
        note={t('blocks.note')}
        {...(can('customers.limits') && {
          actions: (
            <Link to="/$company/settings/$section" params={{ ...path, section: 'credit' }} className={buttonClass({})}>
              {t('blocks.settings')}
            </Link>
          ),
        })}
      />
      <Tabs
        label={t('blocks.title')}
        open={view}
        items={blockViews.map((id) => ({
          id,
          word: t(`blocks.view.${id}`),
          count: id === 'ended' ? undefined : counted.data?.counts[id],
          link: { to: '/$company/blocks', params: path, search: { view: id }, replace: true },
        }))}
      />
      {data === undefined ? (
        error === null ? (
          <Panel>
            <SkeletonRows rows={5} height={72} />
          </Panel>
        ) : (
          <FailurePlace error={error} onRetry={() => void refetch()} />
        )
      ) : data.rows.length === 0 ? (
        <EmptyState
          shape={data.active ? 'tick' : 'ring'}
          tone={data.active ? 'ok' : 'neutral'}
          title={t(data.active ? `blocks.empty.${view}` : 'blocks.off')}
        >
          {data.active ? undefined : t('blocks.offNote')}
        </EmptyState>
      ) : (
        <Panel>
          {data.rows.map((block) => (
            <BlockRow key={block.blockId} block={block} />
          ))}
        </Panel>
      )}
    </Page>
  )
}

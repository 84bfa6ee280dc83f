// Integracje: what is connected and how it does, and the gallery of everything that can be.

import { IconChevronRight, IconDownload, IconPlus } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listConnections, listPlugins } from '#contract/connections'
import { writeId } from '#values/id'
import { foldText } from '#values/plain-text'
import { useFileIntake } from '../imports/use-file-intake.ts'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { useSearchSet } from '../shell/use-search-set.ts'
import { Button } from '../ui/button.tsx'
import { FileChooser } from '../ui/drop-anywhere.tsx'
import { FailurePlace } from '../ui/failure.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Page, PageHead } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { WithSheet } from '../ui/side-sheet.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { useFormat } from '../ui/use-format.ts'
import { ConnectWizard } from './connect-wizard.tsx'
import { ConnectionSheet } from './connection-sheet.tsx'
import { type Connection, connectionLook, connectParam, groupIcon, groups, type Plugin, useKindWord } from './integration-words.ts'
import classes from './integrations.module.css'

const route = getRouteApi('/$company/integrations')

export function IntegrationsScreen() {
  const { t } = useTranslation('integrations')
  const { params, can } = useCompany()
  const search = route.useSearch()
  const set = useSearchSet()
  const take = useFileIntake()
  useNamedPlace(null, t('title'))
  const plugins = useRead(listPlugins, { params })
  const connections = useRead(listConnections, { params }, { refetchMs: 20_000 })
  // Both come before anything is drawn: the gallery stands below what is connected.
  const isLoading = connections.isLoading || plugins.isLoading
  const query = foldText(search.q ?? '')
  const found = (isLoading ? [] : (plugins.data?.plugins ?? [])).filter((plugin) => foldText(plugin.name).includes(query))
  const chosen = plugins.data?.plugins.find((plugin) => connectParam(plugin) === search.connect)
  const connection = connections.data?.connections.find((each) => writeId('connection', each.connectionId) === search.connection)
  const close = () => set({ connect: undefined, connection: undefined })
  const sheet =
    chosen !== undefined ? (
      <ConnectWizard
        key={search.connect}
        plugin={chosen}
        onClose={close}
        onMade={(id) => set({ connect: undefined, connection: writeId('connection', id) })}
      />
    ) : connection !== undefined ? (
      <ConnectionSheet
        key={connection.connectionId}
        connection={connection}
        plugin={plugins.data?.plugins.find((plugin) => plugin.pluginId === connection.pluginId && plugin.shelf === connection.shelf)}
        onClose={close}
      />
    ) : null
  return (
    <WithSheet sheet={sheet}>
      <Page>
        <PageHead
          title={t('title')}
          actions={<SearchField value={search.q ?? ''} onChange={(q) => set({ q: q === '' ? undefined : q })} label={t('search')} />}
        />
        {connections.isError ? <FailurePlace error={connections.error} onRetry={() => void connections.refetch()} /> : null}
        {isLoading ? (
          <Panel>
            <SkeletonRows rows={8} />
          </Panel>
        ) : connections.data === undefined ? null : (
          <Connected connections={connections.data.connections} openId={connection?.connectionId} />
        )}
        {plugins.isError ? <FailurePlace error={plugins.error} onRetry={() => void plugins.refetch()} /> : null}
        <div className={classes.shelves}>
          <div className={classes.groups}>
            {groups.map((group) => {
              const some = found.filter((plugin) => plugin.group === group)
              return some.length === 0 ? null : (
                <section
                  key={group}
                  className={classes.shelf}
                  style={{ '--cards': Math.min(some.length, 4) } as React.CSSProperties}
                  data-full={some.length > 3 || undefined}
                >
                  <h2 className={classes.group}>{t(`group.${group}`)}</h2>
                  <div className={classes.gallery}>
                    {some.map((plugin) => (
                      <Card
                        key={connectParam(plugin)}
                        plugin={plugin}
                        chosen={plugin === chosen}
                        mayConnect={can('connections.manage')}
                        onChoose={() => set({ connect: connectParam(plugin), connection: undefined })}
                      />
                    ))}
                  </div>
                </section>
              )
            })}
          </div>
        </div>
        {plugins.data !== undefined && found.length === 0 ? (
          <EmptyState title={t('nothing', { query: search.q })}>{t('nothingBody')}</EmptyState>
        ) : null}
        {can('imports.create') && !isLoading ? (
          <Panel dashed>
            <div className={classes.file}>
              <IconDownload size={16} stroke={1.6} aria-hidden />
              <span className="grow">{t('file.text')}</span>
              <FileChooser onFiles={take}>
                {(choose) => (
                  <Button size="sm" onClick={choose}>
                    {t('file.act')}
                  </Button>
                )}
              </FileChooser>
            </div>
          </Panel>
        ) : null}
      </Page>
    </WithSheet>
  )
}

function Card({
  plugin,
  chosen,
  mayConnect,
  onChoose,
}: {
  readonly plugin: Plugin
  readonly chosen: boolean
  readonly mayConnect: boolean
  readonly onChoose: () => void
}) {
  const word = useKindWord()
  const format = useFormat()
  const Icon = groupIcon[plugin.group]
  return (
    <button
      type="button"
      className={`${classes.card} ${chosen ? classes.chosen : ''}`}
      onClick={onChoose}
      disabled={!mayConnect}
      title={plugin.about[format.language]}
    >
      <span className={classes.icon}>
        <Icon size={16} stroke={1.6} aria-hidden />
      </span>
      <span className="grow">
        <span className={`s ${classes.name}`}>{plugin.name}</span>
        <span className={`xs third ${classes.kinds}`}>{plugin.kinds.map(word).join(', ')}</span>
      </span>
      <IconPlus size={16} stroke={1.6} aria-hidden className={classes.plus} />
    </button>
  )
}

function Connected({ connections, openId }: { readonly connections: readonly Connection[]; readonly openId: string | undefined }) {
  const { t } = useTranslation('integrations')
  const { path } = useCompany()
  const format = useFormat()
  const word = useKindWord()
  if (connections.length === 0)
    return (
      <Panel>
        <EmptyState title={t('none')}>{t('noneBody')}</EmptyState>
      </Panel>
    )
  return (
    <Panel label={t('connected')}>
      <div className={`${classes.row} ${classes.rowHead}`} aria-hidden>
        <span>{t('connected')}</span>
        <span>{t('column.carries')}</span>
        <span>{t('column.state')}</span>
        <span>{t('column.last')}</span>
        <span />
      </div>
      {connections.map((connection) => (
        <Link
          key={connection.connectionId}
          to="/$company/integrations"
          params={path}
          search={{ connection: writeId('connection', connection.connectionId) }}
          className={`${classes.row} ${connection.connectionId === openId ? classes.open : ''}`}
        >
          <span className="strong cut">{connection.name}</span>
          <span className="second cut">{connection.kinds.map(word).join(', ')}</span>
          <span>
            <StatusPill {...connectionLook[connection.state]} bare>
              {t(`state.${connection.state}`)}
            </StatusPill>
          </span>
          <span className="third figures cut">
            {connection.lastSuccessAt === null ? t('never') : format.moment(connection.lastSuccessAt)}
          </span>
          <IconChevronRight size={16} stroke={1.6} aria-hidden className="third" />
        </Link>
      ))}
    </Panel>
  )
}

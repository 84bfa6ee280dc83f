// Plan windykacji: which policy is open, a new one from a ready ladder, and whom the policies are for.
import { Menu } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readDunning } from '#contract/dunning'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { Button } from '../ui/button.tsx'
import { FailurePlace } from '../ui/failure.tsx'
import { Page, PageHead } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { AssignmentsPanel } from './assignments-panel.tsx'
import type { Dunning, PolicyView } from './policy-draft.ts'
import { PolicyEditor } from './policy-editor.tsx'

const route = getRouteApi('/$company/dunning')
const idOf = (policy: PolicyView): string => policy.policyId ?? 'ready'

export function DunningScreen() {
  const { t } = useTranslation('dunning-screen')
  const { params, path, can } = useCompany()
  const { data, error, refetch } = useRead(readDunning, { params })
  useNamedPlace(null, t('title'))
  return (
    <Page>
      <PageHead
        title={t('title')}
        note={can('dunning.manage') ? t('note') : t('readOnly')}
        {...(can('dunning.manage') &&
          data !== undefined && {
            actions: (
              <Menu position="bottom-end">
                <Menu.Target>
                  <Button>{t('new')}</Button>
                </Menu.Target>
                <Menu.Dropdown>
                  {data.presets.map(({ preset }) => (
                    <Menu.Item
                      key={preset}
                      renderRoot={(props) => <Link to="/$company/dunning" params={path} search={{ policy: `new-${preset}` }} {...props} />}
                    >
                      {t(`preset.${preset}`)}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
            ),
          })}
      />
      {data !== undefined ? (
        <Policies dunning={data} onReload={() => refetch()} />
      ) : error === null ? (
        <Panel>
          <SkeletonRows rows={7} height={44} />
        </Panel>
      ) : (
        <FailurePlace error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  )
}

function Policies({ dunning, onReload }: { readonly dunning: Dunning; readonly onReload: () => Promise<unknown> }) {
  const { t } = useTranslation('dunning-screen')
  const { path } = useCompany()
  const asked = route.useSearch().policy
  const navigate = route.useNavigate()
  // What was typed lives until it is read anew on purpose, so that another person's version never replaces it unseen.
  const [round, setRound] = useState(0)
  const fresh = dunning.presets.find(({ preset }) => asked === `new-${preset}`)
  const kept =
    dunning.policies.find((each) => idOf(each) === asked) ?? dunning.policies.find((each) => each.isDefault) ?? dunning.policies[0]
  const open = fresh === undefined ? (kept === undefined ? '' : idOf(kept)) : `new-${fresh.preset}`
  const link = (policy: string) => ({ to: '/$company/dunning' as const, params: path, search: { policy }, replace: true })
  return (
    <>
      <Tabs
        label={t('policies')}
        open={open}
        items={[
          ...dunning.policies.map((each) => ({
            id: idOf(each),
            word: each.isDefault ? t('defaultTab', { name: each.name }) : each.name,
            link: link(idOf(each)),
          })),
          ...(fresh === undefined ? [] : [{ id: open, word: t('newTab'), link: link(open) }]),
        ]}
      />
      <div className="stack">
        <PolicyEditor
          key={`${open} ${round}`}
          view={fresh === undefined ? kept : undefined}
          start={fresh?.policy ?? kept?.policy}
          name={fresh === undefined ? (kept?.name ?? '') : t(`preset.${fresh.preset}`)}
          onPublished={(policyId) => void navigate({ search: { policy: policyId }, replace: true })}
          onReload={() => void onReload().then(() => setRound(round + 1))}
        />
        <AssignmentsPanel dunning={dunning} />
      </div>
    </>
  )
}

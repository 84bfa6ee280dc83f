// Plan windykacji: which policy is open, a new one from a ready ladder, and whom the policies are for.
import { Menu } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readDunning } from '#contract/dunning'
import { DayBanner } from '../outbox/day-banner.tsx'
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
import { CompanySending } from './company-sending.tsx'
import classes from './dunning.module.css'
import type { Dunning, PolicyView } from './policy-draft.ts'
import { PolicyEditor } from './policy-editor.tsx'

const route = getRouteApi('/$company/dunning')
const idOf = (policy: PolicyView): string => policy.policyId ?? 'ready'

export function DunningScreen() {
  const { t } = useTranslation('dunning-screen')
  const { params } = useCompany()
  const { data, error, refetch } = useRead(readDunning, { params })
  useNamedPlace(null, t('title'))
  if (data !== undefined) return <Policies dunning={data} onReload={() => refetch()} />
  return (
    <Page>
      <PageHead title={t('title')} />
      {error === null ? (
        <Panel>
          <SkeletonRows rows={7} height={44} />
        </Panel>
      ) : (
        <FailurePlace error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  )
}

function Head({ dunning }: { readonly dunning: Dunning }) {
  const { t } = useTranslation('dunning-screen')
  const { path, settings, can } = useCompany()
  return (
    <>
      <PageHead
        title={t('title')}
        note={can('dunning.manage') ? t('note') : t('readOnly')}
        {...(can('dunning.manage') && {
          actions: (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button>{t('new')}</Button>
              </Menu.Target>
              <Menu.Dropdown>
                {dunning.presets.map(({ preset }) => (
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
      {settings.sendingMode === 'dry-run' ? (
        <div className={classes.day}>
          <DayBanner />
        </div>
      ) : null}
    </>
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
  // The ready ladder of a company that keeps none has no name of its own.
  const nameOf = (each: PolicyView): string => (each.policyId === null ? t('preset.standard') : each.name)
  const link = (policy: string) => ({ to: '/$company/dunning' as const, params: path, search: { policy }, replace: true })
  return (
    <PolicyEditor
      key={`${open} ${round}`}
      view={fresh === undefined ? kept : undefined}
      start={fresh?.policy ?? kept?.policy}
      name={fresh === undefined ? (kept === undefined ? '' : nameOf(kept)) : t(`preset.${fresh.preset}`)}
      onPublished={(policyId) => void navigate({ search: { policy: policyId }, replace: true })}
      onReload={() => void onReload().then(() => setRound(round + 1))}
      head={
        <>
          <Head dunning={dunning} />
          <Tabs
            label={t('policies')}
            open={open}
            items={[
              ...dunning.policies.map((each) => ({
                id: idOf(each),
                word: each.isDefault ? t('defaultTab', { name: nameOf(each) }) : each.name,
                link: link(idOf(each)),
              })),
              ...(fresh === undefined ? [] : [{ id: open, word: t('newTab'), link: link(open) }]),
            ]}
          />
        </>
      }
      foot={
        <>
          <AssignmentsPanel dunning={dunning} />
          <CompanySending dunning={dunning} />
        </>
      }
    />
  )
}

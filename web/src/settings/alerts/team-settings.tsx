// Kto wie o blokadach: for each team its people, its shared mailbox and its Slack channel.
import { MultiSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readAlertTeams, saveAlertTeams } from '#contract/alerts'
import type { Output } from '#contract/route'
import { useChange, useRead } from '../../queries.ts'
import { useCompany } from '../../shell/company.ts'
import { FailurePlace } from '../../ui/failure.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toasts.tsx'
import { SettingsForm } from '../settings-form.tsx'
import classes from './alerts.module.css'

type View = Output<typeof readAlertTeams>

export function TeamSettings() {
  const { params, can } = useCompany()
  const teams = useRead(readAlertTeams, { params }, { enabled: can('people.read') })
  if (!can('people.read')) return null
  if (teams.isError) return <FailurePlace error={teams.error} onRetry={() => void teams.refetch()} />
  if (teams.data === undefined)
    return (
      <Panel>
        <SkeletonRows rows={3} height={52} />
      </Panel>
    )
  return <TeamForm view={teams.data} />
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

function TeamForm({ view }: { readonly view: View }) {
  const { t } = useTranslation('alert-settings')
  const settings = useTranslation('settings').t
  const { params, can } = useCompany()
  const save = useChange(saveAlertTeams, ['alerts', 'audit'])
  const [teams, setTeams] = useState(() => view.teams.map((team) => ({ ...team, email: team.email ?? '', slack: team.slack ?? '' })))
  const change = (at: number, part: Partial<(typeof teams)[number]>) =>
    setTeams(teams.map((team, index) => (index === at ? { ...team, ...part } : team)))
  const body = { teams: teams.map((team) => ({ ...team, email: orNull(team.email), slack: orNull(team.slack) })) }
  return (
    <SettingsForm
      title={t('teams.title')}
      may={can('customers.limits')}
      layout="wide"
      saving={save}
      onSave={() => save.mutate({ params, body }, { onSuccess: () => toast(settings('saved')) })}
      lead={<p className="s second">{t('teams.lead')}</p>}
    >
      {teams.map((team, at) => (
        <section key={team.team} className={classes.team} aria-label={t(`teams.team.${team.team}`)}>
          <h3>{t(`teams.team.${team.team}`)}</h3>
          <MultiSelect
            label={t('teams.people')}
            {...(team.userIds.length === 0 ? { placeholder: t('teams.nobody') } : {})}
            value={team.userIds}
            data={view.people.map((person) => ({ value: person.userId, label: person.name }))}
            onChange={(userIds) => change(at, { userIds })}
          />
          <TextInput
            label={t('teams.email')}
            type="email"
            maxLength={254}
            value={team.email}
            onChange={(event) => change(at, { email: event.currentTarget.value })}
          />
          <TextInput
            label={t('teams.slack')}
            placeholder="C012AB3CD"
            maxLength={21}
            value={team.slack}
            onChange={(event) => change(at, { slack: event.currentTarget.value.toUpperCase() })}
          />
        </section>
      ))}
    </SettingsForm>
  )
}

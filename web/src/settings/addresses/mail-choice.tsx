// Which of several mail connections carries; with one there is nothing to choose.
import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { chooseMailConnection, readMailChoice } from '#contract/suppressions'
import { useChange, useRead } from '../../queries.ts'
import { useCompany } from '../../shell/company.ts'
import { FailureBanner } from '../../ui/failure.tsx'
import { Panel, PanelBody } from '../../ui/panel.tsx'
import { toast } from '../../ui/toasts.tsx'

export function MailChoice() {
  const { t } = useTranslation('address-settings')
  const saved = useTranslation('settings').t
  const { params, can } = useCompany()
  const choice = useRead(readMailChoice, { params })
  const choose = useChange(chooseMailConnection, ['mail-connection'])
  if (choice.data === undefined || choice.data.connections.length < 2) return null
  const { chosen, connections } = choice.data
  return (
    <Panel title={t('mail')}>
      <PanelBody>
        {choose.isError ? <FailureBanner error={choose.error} /> : null}
        <Select
          label={t('mailConnection')}
          description={t('mailHint')}
          value={chosen}
          disabled={!can('connections.manage')}
          allowDeselect={false}
          maw={460}
          data={connections.map(({ connectionId, name }) => ({ value: connectionId, label: name }))}
          onChange={(connectionId) => {
            if (connectionId !== null && connectionId !== chosen)
              choose.mutate({ params, body: { connectionId } }, { onSuccess: () => toast(saved('saved')) })
          }}
        />
      </PanelBody>
    </Panel>
  )
}

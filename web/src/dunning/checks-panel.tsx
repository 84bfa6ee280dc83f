// Zanim cokolwiek wyjdzie: what is looked at again in the moment of sending, whatever the plan says.
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCompany } from '../shell/company.ts'
import { Panel } from '../ui/panel.tsx'
import classes from './dunning.module.css'
import type { PolicyDraft } from './policy-draft.ts'

export function ChecksPanel({ draft }: { readonly draft: PolicyDraft }) {
  const { t } = useTranslation('dunning-screen')
  const { settings } = useCompany()
  const lines = [
    t('checks.bank', { count: settings.staleAfterHours }),
    t('checks.unplaced'),
    t('checks.unapplied'),
    t('checks.holds'),
    t('checks.settled'),
    t('checks.once'),
    t('checks.address'),
    t('checks.gap', { count: Number(draft.minGap) || 0 }),
    t('checks.window', draft.sending.window),
  ]
  return (
    <Panel title={t('checks.title')} note={t('checks.note')} ruled>
      <ul className={classes.checks}>
        {lines.map((line) => (
          <li key={line}>
            <IconCheck size={16} aria-hidden className="tone-ok" />
            {line}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

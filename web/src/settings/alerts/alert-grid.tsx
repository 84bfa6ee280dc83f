// Topics down, media across: a box for each; media that the company has no connection for are named and locked.
import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type AlertDraft, type AlertMedium, withMedium } from './alert-draft.ts'
import classes from './alerts.module.css'

const media: readonly AlertMedium[] = ['email', 'slack', 'sms', 'telegram']

export function AlertGrid({
  draft,
  connected,
  onChange,
}: {
  readonly draft: AlertDraft
  readonly connected: readonly AlertMedium[]
  readonly onChange: (draft: AlertDraft) => void
}) {
  const { t } = useTranslation('alert-settings')
  return (
    <div className={classes.frame}>
      <table className={classes.grid}>
        <thead>
          <tr>
            <th scope="col">{t('topicHead')}</th>
            {media.map((medium) => (
              <th key={medium} scope="col">
                {t(`medium.${medium}`)}
                {connected.includes(medium) ? null : <span className={classes.note}>{t('notConnected')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {draft.topics.map(({ topic, media: chosen }) => (
            <tr key={topic}>
              <th scope="row">
                {t(`topic.${topic}`)}
                <span className={classes.note}>{t(`hint.${topic}`)}</span>
              </th>
              {media.map((medium) => (
                <td key={medium}>
                  <Checkbox
                    aria-label={`${t(`topic.${topic}`)}: ${t(`medium.${medium}`)}`}
                    checked={chosen.includes(medium)}
                    disabled={!connected.includes(medium) && !chosen.includes(medium)}
                    onChange={(event) => onChange(withMedium(draft, topic, medium, event.currentTarget.checked))}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

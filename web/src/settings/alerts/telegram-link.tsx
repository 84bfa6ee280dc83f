// Links a person's chat in Telegram: a code to send to the bot, and a look whether it has come.
import { useTranslation } from 'react-i18next'
import { checkTelegram, makeTelegramCode, unlinkTelegram } from '#contract/alerts'
import { useChange } from '../../queries.ts'
import { useCompany } from '../../shell/company.ts'
import { Button } from '../../ui/button.tsx'
import { Copyable } from '../../ui/facts.tsx'
import { FailureBanner } from '../../ui/failure.tsx'
import { toast } from '../../ui/toasts.tsx'
import type { AlertView } from './alert-draft.ts'
import classes from './alerts.module.css'

export function TelegramLink({ view }: { readonly view: AlertView }) {
  const { t } = useTranslation('alert-settings')
  const { params } = useCompany()
  const make = useChange(makeTelegramCode, [])
  const check = useChange(checkTelegram, ['alerts'])
  const unlink = useChange(unlinkTelegram, ['alerts'])
  const failed = make.error ?? check.error ?? unlink.error
  if (!view.connected.includes('telegram'))
    return (
      <div>
        <p className={classes.label}>{t('medium.telegram')}</p>
        <p className="xs third">{t('telegramNone')}</p>
      </div>
    )
  return (
    <div className={classes.telegram}>
      <p className={classes.label}>{t('medium.telegram')}</p>
      {failed === null ? null : <FailureBanner error={failed} />}
      {view.telegram !== null ? (
        <p className="row s">
          <span>{t('linked', { name: view.telegram.name })}</span>
          <Button
            size="sm"
            look="plain"
            busy={unlink.isPending}
            onClick={() => unlink.mutate({ params }, { onSuccess: () => toast(t('unlinked'), { tone: 'neutral' }) })}
          >
            {t('unlink')}
          </Button>
        </p>
      ) : make.data === undefined ? (
        <Button size="sm" busy={make.isPending} onClick={() => make.mutate({ params })}>
          {t('link')}
        </Button>
      ) : (
        <div className={classes.code}>
          <p className="s">
            {t('sendCode', { bot: make.data.bot })} <Copyable value={`/start ${make.data.code}`} />
          </p>
          <p className="row">
            <a className="link s" href={make.data.url} target="_blank" rel="noreferrer">
              {t('openBot')}
            </a>
            <Button
              size="sm"
              busy={check.isPending}
              onClick={() =>
                check.mutate(
                  { params },
                  {
                    onSuccess: ({ telegram }) =>
                      toast(telegram === null ? t('notYet') : t('linkedNow'), telegram === null ? { tone: 'neutral' } : {}),
                  },
                )
              }
            >
              {t('check')}
            </Button>
          </p>
        </div>
      )}
    </div>
  )
}

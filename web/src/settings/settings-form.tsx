// A form of settings, saved whole: who may only read sees it locked, a failed save is said above the fields, a good one in a toast.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Panel, PanelBody } from '../ui/panel.tsx'
import classes from './settings.module.css'

/** `saving` is the change that `onSave` starts; `ready` false while a field is wrong; `lead` stands above the fields and is never locked. */
export function SettingsForm({
  title,
  lead,
  may,
  ready = true,
  layout = 'column',
  saving,
  onSave,
  children,
}: {
  readonly title?: string
  readonly lead?: ReactNode
  readonly may: boolean
  readonly ready?: boolean
  /** Short fields two a row; `wide` for those that need the whole width of the panel. */
  readonly layout?: 'column' | 'pairs' | 'wide'
  readonly saving: { readonly isPending: boolean; readonly error: Error | null }
  readonly onSave: () => void
  readonly children: ReactNode
}) {
  const { t } = useTranslation('settings')
  return (
    <Panel {...(title === undefined ? {} : { title, ruled: true })}>
      <PanelBody>
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault()
            onSave()
          }}
        >
          {may ? null : <p className="s third">{t('readOnly')}</p>}
          {saving.error === null ? null : <FailureBanner error={saving.error} />}
          {lead}
          <fieldset disabled={!may} className={`${classes.fields} ${layout === 'column' ? '' : classes[layout]}`}>
            {children}
            {may ? (
              <div className={classes.save}>
                <Button type="submit" look="filled" busy={saving.isPending} disabled={!ready}>
                  {t('save')}
                </Button>
              </div>
            ) : null}
          </fieldset>
        </form>
      </PanelBody>
    </Panel>
  )
}

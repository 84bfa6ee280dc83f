// Opiekunowie: who looks after which segment, changed here after the first steps.
import { useTranslation } from 'react-i18next'
import { SegmentOwners } from '../owners/segment-owners.tsx'
import { Panel, PanelBody } from '../ui/panel.tsx'
import classes from './settings.module.css'

export function OwnerSettings() {
  const { t } = useTranslation('owners')
  return (
    <Panel title={t('title')} ruled>
      <PanelBody>
        <div className={classes.form}>
          <p className="s second">{t('hint')}</p>
          <SegmentOwners />
        </div>
      </PanelBody>
    </Panel>
  )
}

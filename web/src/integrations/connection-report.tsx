// What the test of a connection found on the other side.
import { useTranslation } from 'react-i18next'
import type { testConnection } from '#contract/connections'
import type { Output } from '#contract/route'
import { Facts } from '../ui/facts.tsx'
import { Shape } from '../ui/shape.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './integrations.module.css'

export function ConnectionReportBox({ report }: { readonly report: Output<typeof testConnection> }) {
  const { t } = useTranslation('integrations')
  const format = useFormat()
  return (
    <div className={classes.report} role="status">
      <span className="row tight s tone-ok">
        <Shape name="tick" />
        <b>{t('wizard.works', { seconds: format.number(report.durationMs / 1000, 1) })}</b>
      </span>
      <Facts
        rows={[[t('wizard.account'), report.account], ...report.facts.map((fact) => [fact.label[format.language], fact.value] as const)]}
      />
    </div>
  )
}

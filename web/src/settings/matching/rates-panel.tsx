// Exchange rates for payments in another currency: how far the loaded tables reach, and a place to load another.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { loadRates, readRates } from '#contract/matching'
import { sendBytes } from '../../api-client.ts'
import { useRead } from '../../queries.ts'
import { useCompany } from '../../shell/company.ts'
import { Button } from '../../ui/button.tsx'
import { FileChooser } from '../../ui/drop-anywhere.tsx'
import { FailureBanner } from '../../ui/failure.tsx'
import { Panel, PanelBody } from '../../ui/panel.tsx'
import { useFormat } from '../../ui/use-format.ts'
import classes from './matching.module.css'

export function RatesPanel() {
  const { t } = useTranslation('matching-settings')
  const { params, can } = useCompany()
  const format = useFormat()
  const client = useQueryClient()
  const rates = useRead(readRates, { params })
  const load = useMutation({
    mutationFn: (file: File) => sendBytes(loadRates, { params }, file),
    onSuccess: () => client.invalidateQueries({ queryKey: ['matching'] }),
  })
  const state = rates.data
  const reach =
    state === undefined || state.from === null || state.to === null
      ? t('rates.none')
      : t('rates.reach', {
          from: format.fullDay(state.from),
          to: format.fullDay(state.to),
          count: state.days,
          currencies: state.currencies.join(', '),
        })
  return (
    <Panel title={t('rates.title')} ruled>
      <PanelBody>
        <div className={classes.curve}>
          <p className="s second">{t('rates.hint')}</p>
          <p className="s">{reach}</p>
          {load.data !== undefined && load.data.leftOut.length > 0 ? (
            <p className="s third">{t('rates.leftOut', { currencies: load.data.leftOut.join(', ') })}</p>
          ) : null}
          {load.error === null ? null : <FailureBanner error={load.error} />}
          {can('company.change') ? (
            <div>
              <FileChooser
                onFiles={([file]) => {
                  if (file !== undefined) load.mutate(file)
                }}
              >
                {(open) => (
                  <Button size="sm" busy={load.isPending} onClick={open}>
                    {t('rates.load')}
                  </Button>
                )}
              </FileChooser>
            </div>
          ) : null}
        </div>
      </PanelBody>
    </Panel>
  )
}

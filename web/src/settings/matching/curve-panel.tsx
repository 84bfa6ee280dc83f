// What probabilities have meant in this company: the state of its own curve, as a small table.
import { useTranslation } from 'react-i18next'
import { Meter } from '../../ui/meter.tsx'
import { Panel, PanelBody } from '../../ui/panel.tsx'
import { useFormat } from '../../ui/use-format.ts'
import classes from './matching.module.css'
import type { Matching } from './matching-types.ts'

export function CurvePanel({ curve }: { readonly curve: Matching['curve'] }) {
  const { t } = useTranslation('matching-settings')
  const format = useFormat()
  const { onDay, labels, right, needed, bins } = curve
  // Cut, not rounded: 99,97 must not read as certain.
  const percent = (share: number) => format.percent(Math.floor(share * 10_000) / 100, 2)
  const waiting = t('curve.waiting', { labels, needed })
  return (
    <Panel title={t('curve.title')} note={onDay === null ? undefined : t('curve.on', { day: format.fullDay(onDay) })} ruled>
      <PanelBody>
        <div className={classes.curve}>
          <p className="s second">{t('curve.hint')}</p>
          {onDay === null ? (
            <p className="s third">{t('curve.never')}</p>
          ) : bins === null ? (
            <div className={classes.waiting}>
              <Meter share={labels / needed} label={`${waiting} ${t('curve.waitingWords')}`} width={160} />
              <span className="s">
                <b className="figures strong">{waiting}</b> <span className="second">{t('curve.waitingWords')}</span>
              </span>
            </div>
          ) : (
            <>
              <p className="s">{t('curve.share', { right, labels })}</p>
              <table className={classes.bins}>
                <thead>
                  <tr>
                    <th scope="col">{t('curve.said')}</th>
                    <th scope="col">{t('curve.means')}</th>
                    <th scope="col" aria-hidden />
                    <th scope="col" className="num">
                      {t('curve.labels')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {bins.map((bin) => (
                    <tr key={bin.from}>
                      <td className="figures">{t('curve.from', { percent: percent(bin.from) })}</td>
                      <td className="figures strong">{percent(bin.probability)}</td>
                      <td>
                        <Meter share={bin.probability} label={percent(bin.probability)} width="100%" />
                      </td>
                      <td className="num second">{format.number(bin.labels)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          )}
        </div>
      </PanelBody>
    </Panel>
  )
}

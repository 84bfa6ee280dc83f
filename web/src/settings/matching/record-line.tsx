// How right the proposals have been so far, and what follows from it for settling without asking.
import { useTranslation } from 'react-i18next'
import { Meter } from '../../ui/meter.tsx'
import { Shape, type ShapeName } from '../../ui/shape.tsx'
import classes from './matching.module.css'
import type { Matching } from './matching-types.ts'

/** So many decisions are looked at before a share of them says anything. */
const enough = 30
const trusted = 0.98

type Trust = 'none' | 'few' | 'good' | 'poor' | 'on'

const looks: Readonly<Record<Trust, { readonly shape: ShapeName; readonly tone: string }>> = {
  none: { shape: 'ring', tone: 'third' },
  few: { shape: 'half', tone: 'tone-warn' },
  good: { shape: 'tick', tone: 'tone-ok' },
  poor: { shape: 'triangle', tone: 'tone-bad' },
  on: { shape: 'tick', tone: 'tone-ok' },
}

function trustOf({ decided, accepted }: Matching['record'], on: boolean): Trust {
  if (decided >= enough && accepted < decided * trusted) return 'poor'
  if (on) return 'on'
  if (decided === 0) return 'none'
  return decided < enough ? 'few' : 'good'
}

export function RecordLine({ record, on }: { readonly record: Matching['record']; readonly on: boolean }) {
  const { t } = useTranslation('matching-settings')
  const trust = trustOf(record, on)
  const { shape, tone } = looks[trust]
  const figure = t('posting.record', record)
  const words = t('posting.recordWords', { count: record.decided })
  return (
    <div className={classes.record}>
      {record.decided === 0 ? null : (
        <div className={classes.recordFigure}>
          <span>
            <b className="figures">{figure}</b> <span className="s second">{words}</span>
          </span>
          <Meter
            share={record.accepted / record.decided}
            label={`${figure} ${words}`}
            width="100%"
            tone={trust === 'poor' ? 'bad' : trust === 'few' ? 'warn' : 'ok'}
          />
        </div>
      )}
      <div className="stack tight">
        <p className="s row tight">
          <span className={tone}>
            <Shape name={shape} />
          </span>
          <span>{t(`posting.trust.${trust}`)}</span>
        </p>
        {record.standing === 0 ? null : <p className="xs third">{t('posting.standing', { count: record.standing })}</p>}
      </div>
    </div>
  )
}

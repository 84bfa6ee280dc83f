// Trade credit of one customer: his ratio with its formula and history, his lines and limit, and what a person can decide.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { blockCustomer, readCustomerCredit, setPersonBusiness } from '#contract/credit-blocks'
import type { Id } from '#values/id'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { FailurePlace } from '../ui/failure.tsx'
import { Meter } from '../ui/meter.tsx'
import { Money } from '../ui/money.tsx'
import { Panel, PanelBody } from '../ui/panel.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import { useFormat } from '../ui/use-format.ts'
import { BlockRow } from './block-row.tsx'
import classes from './credit.module.css'
import { useCreditWords } from './credit-words.ts'
import { Formula } from './formula.tsx'
import { RatioHistory } from './ratio-history.tsx'
import { ReasonForm } from './reason-form.tsx'

const stale = ['credit', 'customers', 'audit'] as const

export function CreditPanel({ customerId, name }: { readonly customerId: Id; readonly name: string }) {
  const { t } = useTranslation('credit')
  const format = useFormat()
  const words = useCreditWords()
  const failure = useFailureWords()
  const { params, can } = useCompany()
  const { data, error, refetch } = useRead(readCustomerCredit, { params: { ...params, customerId } })
  const block = useChange(blockCustomer, stale)
  const person = useChange(setPersonBusiness, stale)
  const [asking, setAsking] = useState(false)
  if (data === undefined) return error === null ? <Skeleton height={220} /> : <FailurePlace error={error} onRetry={() => void refetch()} />
  const { lines, figures } = data
  const standing = data.blocks.filter(({ state }) => state !== 'ended')
  const used =
    lines.creditLimit === null || lines.creditLimit.minor === 0n
      ? null
      : Number((figures.open.minor * 1000n) / lines.creditLimit.minor) / 1000
  const amount = (value: typeof lines.creditLimit) => (value === null ? '–' : <Money amount={value} />)
  const ratio = (value: number | null) => (value === null ? '–' : words.percent(value))
  const byHand = standing.some(({ source }) => source === 'manual')
  const setPerson = (personBusiness: boolean) =>
    person.mutate(
      { params: { ...params, customerId }, body: { personBusiness } },
      { onSuccess: () => toast(t('toast.person')), onError: (problem) => toast(failure(problem).title, { tone: 'bad' }) },
    )
  return (
    <div className="stack">
      <Panel
        title={t('panel.title')}
        note={t('panel.asOf', { day: format.fullDay(figures.on) })}
        aside={
          <StatusPill
            shape={data.level === 'over' ? 'triangle' : data.level === 'warned' ? 'half' : 'tick'}
            tone={data.level === 'over' ? 'bad' : data.level === 'warned' ? 'warn' : 'ok'}
          >
            {data.active ? t(`level.${data.level}`) : t('level.off')}
          </StatusPill>
        }
      >
        <PanelBody>
          <div className="stack">
            <div>
              <p className="s second">{t('ratio')}</p>
              <p className={`figures ${classes.ratioFigure}`}>
                {figures.basisPoints === null ? t('noRatio') : words.percent(figures.basisPoints)}
              </p>
            </div>
            <Formula figures={figures} ratio={data.ratio} />
            <div className={classes.two}>
              <Facts
                rows={[
                  [t('panel.warn'), ratio(lines.ratioWarn)],
                  [t('panel.block'), ratio(lines.ratioBlock)],
                  [t('panel.release'), ratio(lines.ratioRelease)],
                  [t('panel.overdueAmount'), amount(lines.overdueAmount)],
                  [t('panel.overdueDays'), lines.overdueDays === null ? '–' : t('days', { count: lines.overdueDays })],
                ]}
              />
              <Facts
                rows={[
                  [t('panel.limit'), amount(lines.creditLimit)],
                  [
                    t('panel.used'),
                    used === null ? (
                      '–'
                    ) : (
                      <span className="row tight">
                        <Meter share={used} label={t('panel.used')} tone={used >= 1 ? 'bad' : used >= 0.8 ? 'warn' : 'accent'} />
                        {format.percent(used * 100, 0)}
                      </span>
                    ),
                  ],
                  [t('panel.left'), amount(data.limitLeft)],
                  [t('panel.risk'), t(`risk.${data.risk ?? 'unknown'}`)],
                  [t('panel.form'), t(data.person ? 'panel.person' : 'panel.entity')],
                ]}
              />
            </div>
            {can('customers.block') ? (
              asking ? (
                <ReasonForm
                  title={t('form.block', { name })}
                  verb={t('action.block')}
                  busy={block.isPending}
                  error={block.error}
                  onCancel={() => setAsking(false)}
                  onSend={(why) =>
                    block.mutate(
                      { params, body: { customerId, why } },
                      {
                        onSuccess: () => {
                          setAsking(false)
                          toast(t('toast.blocked', { name }))
                        },
                      },
                    )
                  }
                />
              ) : (
                <div className="row wrap">
                  {byHand ? null : <Button onClick={() => setAsking(true)}>{t('action.block')}</Button>}
                  <Button look="plain" busy={person.isPending} onClick={() => setPerson(!data.person)}>
                    {t(data.person ? 'action.isEntity' : 'action.isPerson')}
                  </Button>
                </div>
              )
            ) : null}
          </div>
        </PanelBody>
      </Panel>
      {data.history.length === 0 ? null : (
        <Panel>
          <PanelBody>
            <div style={{ paddingTop: 16 }}>
              <RatioHistory credit={data} />
            </div>
          </PanelBody>
        </Panel>
      )}
      {data.blocks.length === 0 ? null : (
        <Panel title={t('panel.blocks')} ruled>
          {data.blocks.map((each) => (
            <BlockRow key={each.blockId} block={each} named={false} />
          ))}
        </Panel>
      )}
    </div>
  )
}

// One thing that matching learnt: what points to whom, how often, who taught it and when.
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { useActor } from '../../ui/use-actor.ts'
import { useFormat } from '../../ui/use-format.ts'
import classes from './matching.module.css'
import type { LearntRow } from './matching-types.ts'

/** `61 1090 1014 …`: an account in fours after its check digits, as banks print it. */
const inFours = (account: string): string => {
  const [, country = '', rest = account] = /^([A-Z]{2})?(\d{26})$/.exec(account) ?? []
  return rest.length === 26
    ? `${country === 'PL' ? '' : country}${rest.slice(0, 2)} ${rest.slice(2).replace(/(\d{4})(?=\d)/g, '$1 ')}`
    : account
}

export function LearntLine({ row, onForget }: { readonly row: LearntRow; readonly onForget: ((what: string) => void) | null }) {
  const { t } = useTranslation('matching-settings')
  const format = useFormat()
  const actor = useActor()
  const { kind, payment } = row
  const customer = row.customerName ?? t('learnt.noCustomer')
  const what =
    kind === 'dismissed' && payment !== null
      ? t('learnt.payment', {
          payer: payment.payerName ?? t('learnt.noPayer'),
          amount: format.money(payment.amount),
          day: format.day(payment.bookedOn),
        })
      : row.account === null
        ? (row.payerName ?? t(`learnt.one.${kind}`))
        : inFours(row.account)
  const points =
    kind === 'dismissed'
      ? t('learnt.notFor', { number: row.invoiceNumber ?? '–' })
      : kind === 'for-others'
        ? t('learnt.paysFor', { customer })
        : t('learnt.of', { customer })
  return (
    <li className={classes.lesson}>
      <div className={classes.lessonWhat}>
        <span className={`strong cut ${row.account === null ? '' : 'figures'}`} title={what}>
          {what}
        </span>
        <span className="xs third cut">
          {t(`learnt.one.${kind}`)}, {points}
        </span>
      </div>
      <div className={classes.lessonWho}>
        <span className="figures second">{kind === 'dismissed' ? '' : t('learnt.times', { count: row.times })}</span>
        <span className="xs third cut">
          {t('learnt.taught', { who: actor(row.taughtBy, row.taughtByName), moment: format.fullDay(format.dayOf(row.createdAt)) })}
        </span>
      </div>
      {onForget === null ? (
        <span />
      ) : (
        <Button look="plain" size="sm" aria-label={t('learnt.forgetOne', { what })} onClick={() => onForget(what)}>
          {t('learnt.forget')}
        </Button>
      )}
    </li>
  )
}

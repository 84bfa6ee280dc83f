// The debts that an entry would hold, each with the day from which it may stand there.
import { useTranslation } from 'react-i18next'
import { useFormat } from '../ui/use-format.ts'
import classes from './big.module.css'
import type { BigCase } from './big-case.ts'

export function DebtTable({ debts }: { readonly debts: BigCase['debts'] }) {
  const { t } = useTranslation('big')
  const format = useFormat()
  const foreign = debts.some(({ open }) => open.currency !== 'PLN')
  return (
    <section className={classes.part}>
      <h3>{t('debts')}</h3>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('invoice')}</th>
              <th>{t('due')}</th>
              <th className="num">{t('open')}</th>
              {foreign ? <th className="num">{t('zloty')}</th> : null}
              <th>{t('ripe')}</th>
            </tr>
          </thead>
          <tbody>
            {debts.map((debt) => (
              <tr key={debt.invoiceId}>
                <td>
                  {debt.number}
                  {debt.disputed ? <span className="second">, {t('disputed')}</span> : null}
                </td>
                <td>{format.fullDay(debt.dueOn)}</td>
                <td className="num">{format.money(debt.open)}</td>
                {foreign ? <td className="num">{debt.zloty === null ? '–' : format.money(debt.zloty)}</td> : null}
                <td>{debt.ripeOn === null ? <span className="third">{t('notWarned')}</span> : format.fullDay(debt.ripeOn)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

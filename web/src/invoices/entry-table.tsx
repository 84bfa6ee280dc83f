// The entries of an invoice, oldest first, with the balance after each.
import { useTranslation } from 'react-i18next'
import { Money } from '../ui/money.tsx'
import { useActor } from '../ui/use-actor.ts'
import { useFormat } from '../ui/use-format.ts'
import classes from './entry-table.module.css'
import type { InvoiceDetail } from './invoice-types.ts'

type Entry = InvoiceDetail['entries'][number]

export function EntryTable({ entries }: { readonly entries: readonly Entry[] }) {
  const { t } = useTranslation('invoices')
  const format = useFormat()
  const actor = useActor()
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('sheet.day')}</th>
          <th scope="col">{t('sheet.entry')}</th>
          <th scope="col" className="num">
            {t('sheet.amount')}
          </th>
          <th scope="col" className="num">
            {t('sheet.balance')}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.entryId} className={entry.reversed ? classes.reversed : ''}>
            <td className="third figures">{format.day(entry.on)}</td>
            <td>
              <span className="strong">{t(`entry.${entry.kind}`)}</span>
              <span className={`xs third cut ${classes.detail}`} title={entry.why ?? undefined}>
                {[entry.reversed ? t('sheet.reversed') : null, entry.why, actor(entry.actor)].filter(Boolean).join(', ')}
              </span>
            </td>
            <td className="num">
              <Money amount={entry.effect} bare signed tone={entry.effect.minor < 0n ? 'ok' : undefined} />
            </td>
            <td className="num strong">
              <Money amount={entry.openAfter} bare />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

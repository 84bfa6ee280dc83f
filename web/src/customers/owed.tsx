// What a customer owes in a cell of one line: in the company's currency, else in the other that he owes; further currencies by their codes.
import { isZero } from '#values/money'
import { useFormat } from '../ui/use-format.ts'
import type { Debt } from './customer-types.ts'

export function Owed({
  customer,
  what,
  className,
  none,
}: {
  readonly customer: Debt & { readonly others: readonly Debt[] }
  readonly what: keyof Debt
  readonly className: string
  readonly none: string
}) {
  const format = useFormat()
  const owed = [customer, ...customer.others].map((debt) => debt[what]).filter((amount) => !isZero(amount))
  const [first, ...others] = owed
  if (first === undefined) return <span className="third">{none}</span>
  return (
    <span className={className} {...(others.length > 0 && { title: owed.map((amount) => format.money(amount)).join(' + ') })}>
      {format.money(first)}
      {others.length === 0 ? null : <span className="xs third"> + {others.map(({ currency }) => currency).join(', ')}</span>}
    </span>
  )
}

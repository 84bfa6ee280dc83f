// What a customer owes in a cell of one line: in the company's currency, else in the other that he owes; `+1` stands for one more.
import { isZero, type Money } from '#values/money'
import { useFormat } from '../ui/use-format.ts'

export function Owed({
  amounts,
  className,
  none,
}: {
  readonly amounts: readonly Money[]
  readonly className: string
  readonly none: string
}) {
  const format = useFormat()
  const owed = amounts.filter((amount) => !isZero(amount))
  const [first] = owed
  if (first === undefined) return <span className="third">{none}</span>
  const more = owed.length - 1
  return (
    <span className={className} {...(more > 0 && { title: owed.map((amount) => format.money(amount)).join(' + ') })}>
      {format.money(first)}
      {more > 0 ? <span className="third"> +{more}</span> : null}
    </span>
  )
}

// The head of a list of invoices or payments on the customer's page.
import classes from './customer.module.css'

/** What the columns of a list are called; on a phone the rows speak for themselves. */
export function ListHead({ words }: { readonly words: readonly [string, string, string, string] }) {
  return (
    <div className={`${classes.link} ${classes.linkHead} wide-only`}>
      <span>{words[0]}</span>
      <span className="num">{words[1]}</span>
      <span>{words[2]}</span>
      <span className="num">{words[3]}</span>
    </div>
  )
}

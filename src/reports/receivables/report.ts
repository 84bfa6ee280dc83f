// Who owes what: ageing, balances, receivables as of a day, long terms, forecast.
import { ageing } from './ageing.ts'
import { balances } from './balances.ts'
import { categories } from './categories.ts'
import { forecast } from './forecast.ts'
import { longTerms } from './long-terms.ts'
import { receivables } from './receivables.ts'

export default [ageing, balances, receivables, longTerms, categories, forecast]

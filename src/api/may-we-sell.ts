// The question of shops and ERPs: may we sell to this tax number.
import * as contract from '#contract/credit'
import { answerSale } from '#flows/credit/answer-sale'
import { reasonText } from '#flows/credit/reason-text'
import { money } from '#values/money'
import { implement } from './implement.ts'

export const mayWeSellRoutes = [
  implement(contract.mayWeSell, async ({ shell, company, input, language }) => {
    const sale = await answerSale(shell, { companyId: company.companyId, nip: input.query.nip, ownerUserId: company.ownerUserId })
    const translate = shell.translatorFor(language)
    const amount = (minor: bigint) => money(minor, sale.base)
    const why = reasonText(translate, language, sale.base, sale.reasons)
    return {
      nip: sale.nip,
      known: sale.known,
      name: sale.name,
      mayWeSell: sale.mayWeSell,
      why: sale.why,
      reasons: [...sale.reasons],
      sentence: [translate(`credit.sale.${sale.why}`), why].filter((part) => part !== '').join(' '),
      open: amount(sale.openMinor),
      overdue: amount(sale.overdueMinor),
      limit: sale.creditLimitMinor === null ? null : amount(sale.creditLimitMinor),
      limitLeft: sale.limitLeftMinor === null ? null : amount(sale.limitLeftMinor),
      debtRatioPercent: sale.basisPoints === null ? null : Number(sale.basisPoints) / 100,
      blocked: sale.why === 'blocked',
      blockedSince: sale.blockedSince,
      exceptionUntil: sale.exceptionUntil,
      openOrders: { count: sale.openOrders.count, sums: [...sale.openOrders.sums] },
      asOf: shell.clock.now(),
    }
  }),
]

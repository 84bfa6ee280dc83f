// What people and the firm's own books do in a story: documents corrected and withdrawn, agreements, customers made one, the policy changed.
import { assignPolicy, keepPolicy } from '#flows/change-dunning'
import { endAgreement } from '#flows/end-agreement'
import { mergeCustomers, undoMerge } from '#flows/merge-customers'
import { type NewAgreement, recordAgreement } from '#flows/record-agreement'
import { inTransaction } from '#store/database'
import { PLN } from '#values/currency'
import type { Day } from '#values/day'
import { money } from '#values/money'
import type { Happening } from './happenings.ts'
import { type House, person, policyOfStory, recordOf } from './house.ts'
import type { Story } from './story.ts'
import type { Truth } from './truth.ts'

type Life = { readonly house: House; readonly story: Story; readonly truth: Truth; readonly outside: ReadonlySet<string> }

/** Does it in the house and tells the truth of it; what came too late to be done (a promise for a day that is gone) does not happen. */
export async function happen({ house, story, truth, outside }: Life, what: Happening, on: Day): Promise<void> {
  const { shell, companyId } = house
  const done = () => truth.happened(what, on)
  const invoice = 'invoice' in what ? story.invoices.find((each) => each.number === what.invoice) : undefined
  const customerId = house.customerIds[truth.customerNow(invoice?.customer ?? 0)] ?? ''
  const invoiceIds = invoice === undefined ? [] : [house.invoiceIds.get(invoice.number) ?? '']
  const agree = (agreement: Agreed) => {
    const said = { companyId, actor: person, customerId, invoiceIds, words: 'story', byWhom: null, channel: 'phone' as const }
    return inTransaction(shell.database, (tx) => recordAgreement(tx, shell, { ...said, ...agreement }))
  }
  switch (what.kind) {
    case 'correction': {
      if (invoice === undefined) return
      const record = recordOf(invoice)
      await house.hear([
        {
          ...record,
          externalId: `KOR ${invoice.number}`,
          number: `KOR ${invoice.number}`,
          type: 'credit-note',
          issueOn: on,
          dueOn: on,
          total: money(-what.minor, PLN),
          corrects: [invoice.number],
        },
      ])
      return done()
    }
    case 'withdrawn':
      if (invoice !== undefined) await house.hear([{ ...recordOf(invoice), cancelled: true }])
      return done()
    case 'returned':
      if (outside.has(what.payment.id)) return
      await house.takeBack(what.payment, on)
      return done()
    case 'promise':
      if (what.promisedOn < on || truth.balance(what.invoice) <= 0n) return
      await agree({ kind: 'promise', amount: money(truth.balance(what.invoice), PLN), promisedOn: what.promisedOn })
      return done()
    case 'dispute-opened':
      await agree({ kind: 'dispute', reason: 'quality', amount: null })
      return done()
    case 'dispute-closed': {
      const hold = await shell.database
        .selectFrom('holds')
        .select('hold_id')
        .where('company_id', '=', companyId)
        .where('invoice_id', 'in', invoiceIds)
        .where('reason', '=', 'quality')
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      if (hold === undefined) return
      await endAgreement(shell, { companyId, actor: person, holdId: hold.hold_id, outcome: 'rejected' })
      return done()
    }
    case 'instalments':
      if ((what.rows[0]?.dueOn ?? on) < on || truth.balance(what.invoice) <= 0n) return
      await agree({ kind: 'instalments', rows: what.rows.map((row) => ({ dueOn: row.dueOn, amount: money(row.minor, PLN) })) })
      return done()
    case 'merged':
      house.mergeId = await mergeCustomers(shell, {
        companyId,
        actor: person,
        from: house.customerIds[what.from] ?? '',
        into: house.customerIds[what.into] ?? '',
      })
      return done()
    case 'parted':
      await undoMerge(shell, { companyId, actor: person, mergeId: house.mergeId })
      return done()
    case 'left-out':
    case 'taken-in':
      await assignPolicy(shell, {
        companyId,
        actor: person,
        target: { segment: null, customerId: house.customerIds[what.customer] ?? '', invoiceId: null },
        policyId: what.kind === 'left-out' ? null : 'default',
      })
      return done()
    case 'policy': {
      const kept = await keepPolicy(shell, {
        companyId,
        actor: person,
        policyId: house.policy.policyId,
        basedOn: house.policy.version,
        name: what.preset,
        policy: policyOfStory(story, what.preset),
      })
      if (!kept.kept) throw new Error(`the new policy is wrong: ${JSON.stringify(kept.problems)}`)
      house.policy = { policyId: kept.policyId, version: kept.version }
      return done()
    }
  }
}

type Agreed =
  | Pick<Extract<NewAgreement, { kind: 'promise' }>, 'kind' | 'amount' | 'promisedOn'>
  | Pick<Extract<NewAgreement, { kind: 'dispute' }>, 'kind' | 'reason' | 'amount'>
  | Pick<Extract<NewAgreement, { kind: 'instalments' }>, 'kind' | 'rows'>

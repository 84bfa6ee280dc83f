// Orders, offers and deals of the sample firm: some of its customers are about to buy, some were only asked.
import type { OrderRecord } from '#ports/connector'
import { PLN } from '#values/currency'
import { addDays, type Day } from '#values/day'
import { money } from '#values/money'

type Party = { readonly name: string; readonly taxId?: string }

const titles = ['Rozdzielnice i oprawy', 'Kable i osprzęt na II kwartał', 'Modernizacja oświetlenia hali', 'Zapas magazynowy']
const kinds = ['order', 'offer', 'order', 'deal'] as const
const states = ['open', 'open', 'won', 'open', 'lost'] as const

/** Two for every second customer, of the last three months; the same for the same customers and day. */
export const sampleOrders = (customers: readonly Party[], today: Day): readonly OrderRecord[] =>
  customers.flatMap(({ name, taxId }, at) =>
    at % 2 === 1
      ? []
      : [0, 1].map((which): OrderRecord => {
          const n = at + which
          const kind = kinds[n % kinds.length] ?? 'order'
          return {
            externalId: `sample-${at}-${which}`,
            kind,
            number: `${kind === 'order' ? 'ZAM' : 'OF'} ${100 + at * 2 + which}/${today.slice(0, 4)}`,
            title: titles[n % titles.length] ?? '',
            issuedOn: addDays(today, -((at * 7 + which * 31) % 90) - 1),
            validUntil: addDays(today, 14),
            total: money(BigInt(180_000 + ((at * 73 + which * 311) % 900) * 1_000), PLN),
            state: states[n % states.length] ?? 'open',
            customer: { name, ...(taxId === undefined ? {} : { taxId }) },
          }
        }),
  )

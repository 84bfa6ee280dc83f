import { describe, expect, test } from 'vitest'
import { day } from '#values/day'
import { refusalStands, unreachableAmong, unreachableBy } from './refusal.ts'

const steps = [{ invoiceId: 'a', stepId: 'd1' }]
const refused = (reason: string) => ({ reason, medium: 'email' as const, on: day('2026-11-19'), steps, addresses: ['b@x.pl', 'a@x.pl'] })
const today = day('2026-11-20')

describe('a refusal', () => {
  test('of an address stands for every message to the same addresses, in whatever order, and for none to others', () => {
    for (const reason of ['bad-address', 'opted-out', 'country']) {
      expect(refusalStands(refused(reason), { steps: [], addresses: ['a@x.pl', 'b@x.pl'] }, today)).toBe(true)
      expect(refusalStands(refused(reason), { steps, addresses: ['a@x.pl'] }, today)).toBe(false)
    }
  })
  test('of what a message holds stands for the same steps alone; one about our own mail server stands for nothing', () => {
    const { addresses } = refused('')
    expect(refusalStands(refused('content'), { steps, addresses }, today)).toBe(true)
    expect(refusalStands(refused('content'), { steps: [{ invoiceId: 'a', stepId: 'd7' }], addresses }, today)).toBe(false)
    expect(refusalStands(refused('policy'), { steps, addresses }, today)).toBe(false)
  })
  test('for a full box ends after a week: emptied on day seven it is tried again', () => {
    const { addresses } = refused('')
    expect(refusalStands(refused('mailbox-full'), { steps, addresses }, day('2026-11-25'))).toBe(true)
    expect(refusalStands(refused('mailbox-full'), { steps, addresses }, day('2026-11-26'))).toBe(false)
  })
})

describe('a customer who is reached by no way', () => {
  test('is told by the reason that says most; with one way open there is none', () => {
    const missing = { code: 'no-address' as const, facts: { medium: 'letter' } }
    const stopped = { code: 'address-suppressed' as const, facts: { medium: 'email' } }
    expect(unreachableAmong([missing, { code: 'pause', facts: {} }, stopped])).toBe(stopped)
    const closed = [{ medium: 'letter' as const, reason: missing }]
    expect(unreachableBy({ media: [], closed })).toBe(missing)
    expect(unreachableBy({ media: ['email'], closed })).toBeNull()
    expect(unreachableBy({ media: [], closed: [] })).toBeNull()
  })
})

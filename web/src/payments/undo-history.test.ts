// The history of decisions on a device.
import { expect, test } from 'vitest'
import { history, remember, takeLast } from './undo-history.ts'

function shelf() {
  const kept = new Map<string, string>()
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
}

const step = (paymentId: string) => ({ kind: 'later', paymentId, payer: 'Świerk' }) as const

test('twenty-five decisions are taken back newest first', () => {
  const device = shelf()
  for (let at = 0; at < 25; at++) remember('c', step(`p${at}`), device)
  const taken = Array.from({ length: 25 }, () => takeLast('c', device))
  expect(taken).toEqual(Array.from({ length: 25 }, (_, at) => step(`p${24 - at}`)))
  expect(takeLast('c', device)).toBeNull()
})

test('each company has its own history, and a damaged one counts as empty', () => {
  const device = shelf()
  remember('one', step('p'), device)
  expect(history('other', device)).toEqual([])
  device.setItem('skarbnik.undo.one', '{broken')
  expect(history('one', device)).toEqual([])
})

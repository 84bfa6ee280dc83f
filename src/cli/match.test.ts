// The match command on small files, by its contract.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { matchCommand } from './match.ts'

function sink(): { stream: Writable; text: () => string } {
  let text = ''
  return {
    stream: new Writable({
      write: (chunk, _, done) => {
        text += String(chunk)
        done()
      },
    }),
    text: () => text,
  }
}

const folder = mkdtempSync(join(tmpdir(), 'skarbnik-match-'))
const file = (name: string, rows: readonly unknown[]): string => {
  const path = join(folder, name)
  writeFileSync(path, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'))
  return path
}
const customer = { id: 'C1', name: 'Klon-Med sp. z o.o.', taxId: '5265877635' }
const invoices = file(
  'invoices.jsonl',
  [1, 2, 3].map((run) => ({
    kind: 'invoice',
    id: `I${run}`,
    tenant: 'T',
    number: `FV/${run}/2026`,
    issueDate: '2026-03-02',
    currency: 'PLN',
    total: `${run}23.45`,
    customer,
  })),
)
const payment = {
  id: 'P1',
  tenant: 'T',
  bookedOn: '2026-03-20',
  amount: '223.45',
  currency: 'PLN',
  payerName: 'KLON-MED',
  title: 'fv 2/26',
  source: 'bank',
}

test('one decision a line, in the order of the payments', async () => {
  const payments = file('payments.jsonl', [{ ...payment, id: 'P9', title: 'zwrot kaucji', amount: '1.00' }, payment])
  const out = sink()
  expect(
    await matchCommand(['--invoices', invoices, '--payments', payments, '--explain'], { stdout: out.stream, stderr: sink().stream }),
  ).toBe(0)
  const decisions = out
    .text()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(decisions.map((each) => each['paymentId'])).toEqual(['P9', 'P1'])
  expect(decisions[1]).toMatchObject({
    outcome: 'posted',
    kind: 'exact',
    allocations: [{ invoiceId: 'I2', amount: '223.45' }],
    unapplied: '0.00',
    customerId: 'C1',
  })
  expect(decisions[1]).toHaveProperty('reasons.0.because')
})

test('decisions go to a file, and a wrong line is rejected aloud with exit code 1', async () => {
  const payments = file('broken.jsonl', [payment, '{"id":"P2"', { ...payment, id: 'P3', amount: '12,50' }])
  const errors = sink()
  const out = join(folder, 'out.jsonl')
  expect(
    await matchCommand(['--invoices', invoices, '--payments', payments, '--out', out], { stdout: sink().stream, stderr: errors.stream }),
  ).toBe(1)
  expect(readFileSync(out, 'utf8').trim().split('\n')).toHaveLength(1)
  expect(errors.text()).toContain('broken.jsonl:3')
})

test('wrong use and a missing file end with code 2 and one sentence', async () => {
  const errors = sink()
  expect(await matchCommand(['--invoices', invoices], { stdout: sink().stream, stderr: errors.stream })).toBe(2)
  expect(
    await matchCommand(['--invoices', join(folder, 'none.jsonl'), '--payments', invoices], {
      stdout: sink().stream,
      stderr: errors.stream,
    }),
  ).toBe(2)
  expect(errors.text().trim().split('\n')).toHaveLength(2)
})

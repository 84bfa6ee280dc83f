// T20: a labelled corpus of Polish titles, generated from fixed seeds, and the shared cases where they are at hand.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { matchCommand } from '#cli/match'
import { sharedFolder } from '#test/support/shared'
import { type Count, count, reliability, samplesOf } from './measure.ts'
import { matchingCase } from './payments.ts'
import type { Half } from './random.ts'

test.each<[Half, number]>([
  ['work', 11],
  ['unseen', 111],
])('T20 of the %s corpus at least 99.9 %% of what is posted is right, and little is left to a person', (half, seed) => {
  const { samples, truth } = samplesOf(matchingCase(seed, half, { sellers: 2, customers: 60, perMonth: 45 }))
  const counts = new Map<string, Count>()
  count(counts, samples, truth)
  const all = counts.get('all')
  if (all === undefined) throw new Error('nothing was counted')
  console.log(
    `corpus ${half}: ${all.payments} titles, recall ${((100 * all.postedRight) / all.matchable).toFixed(2)} %, wrong ${all.posted - all.postedRight}`,
  )
  expect(all.payments).toBeGreaterThan(500)
  expect(all.postedRight / all.posted).toBeGreaterThanOrEqual(0.999)
  expect(all.postedRight / all.matchable).toBeGreaterThanOrEqual(0.96)
  expect(reliability(samples).error).toBeLessThanOrEqual(0.02)
})

const shared = sharedFolder()
const cases = ['case-1', 'case-2'].map((name) => join(shared ?? '', 'bench', 'cash-application', name))

test.skipIf(shared === null || !cases.every(existsSync)).each(cases)('T20 the shared case %s is above the bar', async (folder) => {
  const out = join(mkdtempSync(join(tmpdir(), 'skarbnik-golden-')), 'decisions.jsonl')
  await matchCommand(['--invoices', join(folder, 'invoices.jsonl'), '--payments', join(folder, 'payments.jsonl'), '--out', out], process)
  const printed = execFileSync(process.execPath, [join(folder, '..', 'score.mjs'), join(folder, 'truth.jsonl'), out], { encoding: 'utf8' })
  const figures = [...printed.matchAll(/([\d.]+) %/g)].map((match) => Number(match[1]))
  expect(figures[0]).toBeGreaterThanOrEqual(99.95)
  expect(figures[1]).toBeGreaterThanOrEqual(98)
  expect(figures[2]).toBeGreaterThanOrEqual(99.5)
})

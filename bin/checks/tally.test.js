import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closingLine, sum, tallyOf } from './tally.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tally-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function report(/** @type {Record<string, number>} */ numbers) {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify({ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, ...numbers }))
  return file
}

test('a run with failed tests counts them', () => {
  expect(tallyOf(report({ numPassedTests: 5, numFailedTests: 2, numPendingTests: 1 }), 1)).toEqual({ passed: 5, failed: 2, skipped: 1 })
})

test('a run that failed although every test passed counts one failure', () => {
  expect(tallyOf(report({ numPassedTests: 5 }), 1)).toEqual({ passed: 5, failed: 1, skipped: 0 })
})

test('a run that crashed before it could report counts one failure', () => {
  expect(tallyOf(join(folder, 'none.json'), 139)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('the closing line sums all runs and names skipped tests only where there are any', () => {
  expect(
    closingLine(
      sum([
        { passed: 3, failed: 0, skipped: 0 },
        { passed: 4, failed: 1, skipped: 0 },
      ]),
    ),
  ).toBe('7 passed, 1 failed\n')
  expect(closingLine({ passed: 7, failed: 0, skipped: 2 })).toBe('7 passed, 0 failed, 2 skipped\n')
})

// How many checks passed, failed and were skipped, summed over everything that ran.

import { existsSync, readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @param {readonly Tally[]} tallies @returns {Tally} */
export const sum = (tallies) => ({
  passed: tallies.reduce((total, tally) => total + tally.passed, 0),
  failed: tallies.reduce((total, tally) => total + tally.failed, 0),
  skipped: tallies.reduce((total, tally) => total + tally.skipped, 0),
})

/**
 * The tally of one run of vitest. A run that failed without a failed test (a file that does not load, a crash) counts as one failure.
 * @param {string} reportFile vitest's own JSON report
 * @param {number} exitCode
 * @returns {Tally}
 */
export function tallyOf(reportFile, exitCode) {
  if (!existsSync(reportFile)) return { passed: 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 }
  const report = JSON.parse(readFileSync(reportFile, 'utf8'))
  const failed = Number(report.numFailedTests)
  return {
    passed: Number(report.numPassedTests),
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: Number(report.numPendingTests) + Number(report.numTodoTests),
  }
}

/** @param {Tally} tally */
export const closingLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`

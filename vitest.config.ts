// The suites of tests, one project each; `npx vitest run --project unit` runs one alone.

import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

/** A project of test files; those that ask for a database share one server a run, started at the first question. */
const suite = (name: string, include: readonly string[], testTimeout: number): TestProjectInlineConfiguration => ({
  test: {
    name,
    include: [...include],
    testTimeout,
    hookTimeout: testTimeout,
    // What a page shows follows an answer of the server, on a machine that is busy with other tests.
    expect: { poll: { timeout: 15_000 } },
    globalSetup: ['test/support/database-server.ts'],
    sequence: { groupOrder: 0 },
  },
})

export default defineConfig({
  test: {
    // Tests wait for databases, processes and browsers more than they reckon: three keep two cores busy.
    maxWorkers: 3,
    // Days and instants are kept apart on purpose; a machine in Warsaw and one in UTC must agree.
    env: { TZ: 'UTC' },
    projects: [
      suite(
        'unit',
        [
          'src/**/*.test.ts',
          'web/src/**/*.test.ts',
          'bin/**/*.test.js',
          'tools/**/*.test.ts',
          'bench/**/*.test.ts',
          'test/support/**/*.test.ts',
        ],
        60_000,
      ),
      suite('architecture', ['test/*.test.ts'], 60_000),
      suite('conformance', ['test/conformance/**/*.test.ts', 'test/samples/**/*.test.ts'], 60_000),
      suite('scenarios', ['test/scenarios/**/*.test.ts'], 300_000),
      suite('simulation', ['test/simulation/**/*.test.ts'], 600_000),
      suite('browser', ['test/browser/**/*.test.ts'], 120_000),
    ],
  },
})

// The suites of tests, one project each; `npx vitest run --project unit` runs one alone.

import { defaultExclude, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longest: they start first, so that none is left running alone at the end. */
const longest = ['test/simulation/', 'test/scenarios/several-processes.', 'test/browser/every-screen.', 'test/browser/lists.']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((part) => moduleId.includes(part))
      return at === -1 ? longest.length : at
    }
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}

/** A project of test files; those that ask for a database share one server a run, started at the first question. `alone`: each file in a process of its own. */
const suite = (name: string, include: readonly string[], testTimeout: number, alone = false): TestProjectInlineConfiguration => ({
  test: {
    name,
    // Files that share a process load the program once; each leaves nothing behind (`--sequence.shuffle.files` tries it).
    isolate: alone,
    include: [...include],
    exclude: [...defaultExclude, ...(name === 'memory' ? [] : ['**/*-memory.test.ts'])],
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
    sequence: { sequencer: LongestFirst },
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
      // What a process of its own may take; another test's memory would count with it.
      suite('memory', ['src/**/*-memory.test.ts', 'test/**/*-memory.test.ts'], 60_000, true),
      suite('scenarios', ['test/scenarios/**/*.test.ts'], 300_000),
      suite('simulation', ['test/simulation/**/*.test.ts'], 600_000, true),
      suite('browser', ['test/browser/**/*.test.ts'], 120_000, true),
    ],
  },
})

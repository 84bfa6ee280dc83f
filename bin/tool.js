#!/usr/bin/env node
// Runs a chore of the project under the right Node: `node bin/tool.js tools/generate-docs.ts --check`.

void import('./boot/enter.js').then(({ enter }) =>
  enter(async () => {
    const [script = '', ...args] = process.argv.slice(2)
    const { setUp } = await import('./boot/set-up.js')
    const { handOver } = await import('./boot/hand-over.js')
    const { inRoot } = await import('./boot/paths.js')
    return handOver(await setUp({ web: false }), inRoot(script), args)
  }),
)

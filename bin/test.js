#!/usr/bin/env node
// `npm test`: sets up what is missing and runs every check there is; `npm test -- FILTER` runs the tests whose files match.

void import('./boot/enter.js').then(({ enter }) =>
  enter(() => import('./checks/run-checks.js').then(({ runChecks }) => runChecks('all', process.argv.slice(2)))),
)

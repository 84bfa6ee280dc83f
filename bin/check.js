#!/usr/bin/env node
// `npm run check`: what a commit must pass; the long half (scenarios, browser) is left to `npm test`.

void import('./boot/enter.js').then(({ enter }) =>
  enter(() => import('./checks/run-checks.js').then(({ runChecks }) => runChecks('quick', process.argv.slice(2)))),
)

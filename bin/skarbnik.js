#!/usr/bin/env node
// The one door of the program: sets up what is missing and hands over to src/app.

void import('./boot/enter.js').then(({ enter }) =>
  enter(() => import('./boot/launch.js').then(({ launch }) => launch(process.argv.slice(2)))),
)

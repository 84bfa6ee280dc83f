#!/usr/bin/env node
// The one door of the program: refuses a Node that is too old, then hands over to boot/launch.js.
// Written in syntax that even Node 8 parses, and without an import at the top, so that the sentence below is always reached.

var major = Number(process.versions.node.split('.')[0])
if (major < 18) {
  console.error('Skarbnik potrzebuje Node.js 18 lub nowszego, a ten ma wersję ' + process.version + '. Zainstaluj nowszy: https://nodejs.org')
  console.error('Skarbnik needs Node.js 18 or newer; this one is ' + process.version + '. Install a newer one: https://nodejs.org')
  process.exit(2)
}

import('./boot/launch.js')
  .then(function (module) {
    return module.launch(process.argv.slice(2))
  })
  .catch(function (error) {
    console.error(error.sentence || error)
    process.exit(error.exitCode || 1)
  })

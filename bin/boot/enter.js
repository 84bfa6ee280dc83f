// The first step of every entrance: refuses a Node that is too old, and turns what goes wrong into sentences.
// Written in syntax that Node 12 parses, and without imports, so that an old Node reaches the sentence.

/**
 * @param {() => Promise<number>} work loads the rest of boot and answers with the exit code
 */
export function enter(work) {
  if (Number(process.versions.node.split('.')[0]) < 18) {
    console.error(`Skarbnik potrzebuje Node.js 18 lub nowszego, a ten ma wersję ${process.version}. Zainstaluj nowszy: https://nodejs.org`)
    console.error(`Skarbnik needs Node.js 18 or newer; this one is ${process.version}. Install a newer one: https://nodejs.org`)
    process.exit(2)
  }
  return work().then(
    (code) => {
      process.exitCode = code
    },
    (error) => {
      console.error(error.sentence || error)
      process.exitCode = error.exitCode || 1
    },
  )
}

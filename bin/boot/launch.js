// Reads the command, sets up what it needs, and hands over to the program.

import { readFileSync } from 'node:fs'
import { commands, setupCommand, unknownCommand, usage } from './commands.js'
import { handOver } from './hand-over.js'
import { inRoot } from './paths.js'
import { setUp } from './set-up.js'

/** @param {readonly string[]} args as typed after the program's name */
export async function launch([command = '', ...args]) {
  if (command === '--version' || command === '-v') return process.stdout.write(`${version()}\n`)
  if (command === '--help' || command === '-h' || command === 'help') return process.stdout.write(usage)
  const known = Object.hasOwn(commands, command) ? commands[command] : undefined
  if (known === undefined && command !== setupCommand) {
    process.stderr.write(command === '' ? usage : unknownCommand(command))
    process.exitCode = 2
    return
  }
  const node = await setUp({ web: known?.web ?? true })
  if (known !== undefined) process.exitCode = await handOver(node, inRoot('src', 'app', 'main.ts'), [command, ...args])
}

const version = () => JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).version

// The commands that work on files without a database: read and match.
import { matchCommand } from '#cli/match'
import { readCommand } from '#cli/read'
import { discoverFormats } from '../discover.ts'
import { terminalLanguage } from '../failure-sentence.ts'

export const read = async (args: readonly string[]): Promise<number> =>
  readCommand(args, { stdout: process.stdout, stderr: process.stderr, language: terminalLanguage() }, await discoverFormats())

export const match = (args: readonly string[]): Promise<number> => matchCommand(args, { stdout: process.stdout, stderr: process.stderr })

// `connector new ID`: lays the folder of a new connector.
import { newConnector } from './new-connector.ts'

export async function connector([verb, id]: readonly string[]): Promise<number> {
  if (verb !== 'new' || id === undefined) {
    process.stderr.write('skarbnik connector new ID\n')
    return 2
  }
  for (const file of await newConnector(id)) process.stdout.write(`${file}\n`)
  return 0
}

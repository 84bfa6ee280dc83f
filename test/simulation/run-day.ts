// One morning of the house in a process of its own, so that it can be killed: does what is due at the time it is told, then ends.
import { workOff } from '#jobs/work-off'
import { settableClock } from '#ports/clock'
import { openWorldShell } from './world-shell.ts'

const [connectionString = '', now = '', ...standIns] = process.argv.slice(2)
const { shell, close } = await openWorldShell({ connectionString, clock: settableClock(new Date(now)), standIns: new Set(standIns) })
process.stdout.write('ready\n')
await workOff(shell)
await close()

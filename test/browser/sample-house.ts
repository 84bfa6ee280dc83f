// The house with the sample firm, as the pictures of the manual show it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startHouse } from '#app/start-house'
import { systemClock } from '#ports/clock'
import { silentLog } from '#ports/log'
import { houseConfiguration } from '#test/support/app'
import { demoAccount } from './sample-firm.ts'

/** Its data lie in a folder of their own until `stop`. */
export async function openSampleHouse(): Promise<Awaited<ReturnType<typeof startHouse>>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'skarbnik-pictures-'))
  const house = await startHouse(houseConfiguration(dataDir), {
    log: silentLog,
    clock: systemClock,
    web: true,
    jobs: true,
    webRoot: join(import.meta.dirname, '..', '..', 'dist', 'web'),
    demoAccount,
  })
  return {
    ...house,
    stop: async () => {
      await house.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

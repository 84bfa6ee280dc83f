// The sample firm in a running application, entered through the same doors as in the demo.
import { setTimeout } from 'node:timers/promises'
import type { RunningHouse } from '#app/start-house'
import { system } from '#flows/actor'
import { makeCompany } from '#flows/make-company'
import { apiClient } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'
import { filledDatabase } from '#test/support/database'
import { writeId } from '#values/id'

export const demoAccount = { name: 'Halina Wójtowicz', email: 'halina@jantar.example', password: 'cztery zwykle slowa razem' }

/** Resolves with the path of the company once its books are loaded; the house must have been started with `demoAccount`. */
export async function sampleFirm(house: RunningHouse): Promise<string> {
  const { userId } = await house.doors.signIn.makeAccount({ ...demoAccount, language: 'pl' })
  const companyId = await makeCompany(house.shell, {
    actor: system,
    userId,
    name: 'Jantar Elektro sp. z o.o.',
    nip: null,
    timeZone: 'Europe/Warsaw',
    language: 'pl',
    demo: true,
  })
  await house.doors.loadSample(companyId)
  const home = `/${writeId('company', companyId)}`
  const api = apiClient(house)
  await api.get('/api/session')
  for (let state = ''; state !== 'done'; await setTimeout(500)) {
    const { body } = await api.get(`/api/companies${home}/jobs`)
    const { rows } = body['runs'] as { readonly rows: readonly { readonly job: string; readonly state: string }[] }
    state = rows.find((run) => run.job === 'sample')?.state ?? ''
    if (state === 'failed') throw new Error('the sample firm was not loaded')
  }
  return home
}

/** The same for every application over a copy, so that each can read what the first one sealed. */
const key = Buffer.alloc(32, 7).toString('base64')

export type SampleApp = TestApp & { readonly home: string }

/** An application of its own with the sample firm in it, and the path of the company; the firm is loaded once a run and copied. */
export async function startSampleApp(): Promise<SampleApp> {
  const database = await filledDatabase('sample_firm', async (databaseUrl) => {
    const app = await startApp({ demoAccount, key, databaseUrl })
    await sampleFirm(app.house)
    await app.stop()
  })
  const app = await startApp({ demoAccount, key, databaseUrl: database.url })
  const { company_id: companyId } = await app.house.shell.database.selectFrom('companies').select('company_id').executeTakeFirstOrThrow()
  return {
    ...app,
    home: `/${writeId('company', companyId)}`,
    stop: async () => {
      await app.stop()
      await database.close()
    },
  }
}

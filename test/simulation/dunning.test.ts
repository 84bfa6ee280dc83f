// Quarters of small firms with two workers that die, odd payments, changed clocks and silent channels: nobody is written to wrongly, nobody forgotten.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#test/support/database'
import { type Ground, openGround } from './dunning/house.ts'
import { liveThrough } from './dunning/live-through.ts'

const firstSeed = Number(process.env['SKARBNIK_SEED'] ?? 20_261_122)
const histories = 12
const atOnce = 4

let database: TestDatabase
let ground: Ground
beforeAll(async () => {
  database = await testDatabase()
  ground = openGround(database.url, atOnce * 2 + 2)
})
afterAll(async () => {
  await ground.close()
  await database.close()
})

describe(`T46 T48 T60 T61 T62 T65 T67 seeds ${firstSeed} to ${firstSeed + histories - 1} (npm run simulate lives through thousands)`, () => {
  test.concurrent.each(Array.from({ length: histories }, (_, at) => firstSeed + at))(
    'seed %i: every message was right, each step came once, none was forgotten',
    async (seed) => {
      const { wrong, forgotten } = await liveThrough(ground, seed)
      expect({ wrong, forgotten }).toEqual({ wrong: [], forgotten: [] })
    },
  )
})

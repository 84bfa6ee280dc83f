import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenSignIn, openSignIn } from '#api/sign-in/open-sign-in'
import { settableClock } from '#ports/clock'
import { type OpenDatabase, openDatabase } from '#store/database'
import { testDatabase } from '#test/support/database'

let store: OpenDatabase
let opened: OpenSignIn
let closeDatabase: () => Promise<void>
const sent: { email: string; token: string }[] = []
const clock = settableClock(new Date('2026-11-19T08:00:00Z'))

beforeAll(async () => {
  const { url, close } = await testDatabase()
  closeDatabase = close
  store = openDatabase(url)
  opened = openSignIn({
    connectionString: url,
    keys: ['a key of at least thirty-two characters'],
    database: store.database,
    clock,
    publicUrl: 'http://127.0.0.1:3210',
    sendReset: async (mail) => {
      sent.push(mail)
    },
  })
})

afterAll(async () => {
  await opened.close()
  await store.close()
  await closeDatabase()
})

const password = 'kawa-z-mlekiem-rano'
const account = (name: string) => ({ name, email: `${name}@jantar.example`, password, language: 'pl' as const })
const cookie = (cookies: readonly string[]) => new Headers({ cookie: cookies.map((each) => each.split(';')[0]).join('; ') })
const attempt = (email: string, tried: string, code: string | null = null, address = '10.0.0.1') =>
  opened.signIn.signIn({ email, password: tried, code, headers: new Headers(), address })

/** A code of RFC 6238 for a secret in base32, as an authenticator app makes it. */
function totp(uri: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const bits = [...secret].map((char) => alphabet.indexOf(char).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 0xf
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('an account is made, signs in, is known by its cookie, and is nobody after signing out', async () => {
  expect(await opened.signIn.hasAccounts()).toBe(false)
  await opened.signIn.makeAccount(account('halina'))
  expect(await opened.signIn.hasAccounts()).toBe(true)
  const { state, cookies } = await attempt('halina@jantar.example', password)
  expect(state).toBe('signed-in')
  expect(cookies.join()).toMatch(/HttpOnly/i)
  expect(cookies.join()).toMatch(/SameSite=Lax/i)
  expect(await opened.signIn.personOf(cookie(cookies))).toMatchObject({
    name: 'halina',
    email: 'halina@jantar.example',
    language: 'pl',
    twoFactor: false,
  })
  await opened.signIn.signOut(cookie(cookies))
  expect(await opened.signIn.personOf(cookie(cookies))).toBeNull()
})

test('T125 every sign-in makes a new session token, and a token from before is not taken over', async () => {
  const first = await attempt('halina@jantar.example', password)
  const second = await opened.signIn.signIn({
    email: 'halina@jantar.example',
    password,
    code: null,
    headers: cookie(first.cookies),
    address: '10.0.0.1',
  })
  expect(second.cookies[0]?.split(';')[0]).not.toBe(first.cookies[0]?.split(';')[0])
})

test('T124 a wrong password and an unknown address are refused alike, and five failures lock for a quarter of an hour', async () => {
  await opened.signIn.makeAccount(account('marek'))
  await expect(attempt('nobody@jantar.example', 'nie-to-haslo-wcale')).rejects.toMatchObject({ code: 'session.refused' })
  for (let i = 0; i < 5; i++)
    await expect(attempt('marek@jantar.example', 'nie-to-haslo-wcale', null, '10.0.0.9')).rejects.toMatchObject({ code: 'session.refused' })
  await expect(attempt('marek@jantar.example', password, null, '10.0.0.9')).rejects.toMatchObject({ code: 'session.locked' })
  expect((await attempt('marek@jantar.example', password, null, '10.0.0.7')).state).toBe('signed-in')
  clock.set(new Date('2026-11-19T08:16:00Z'))
  expect((await attempt('marek@jantar.example', password, null, '10.0.0.9')).state).toBe('signed-in')
})

test('a password that everybody tries first is refused', async () => {
  await expect(opened.signIn.makeAccount({ ...account('anna'), password: 'ksiegowosc123' })).rejects.toMatchObject({
    code: 'session.password-known',
  })
  await expect(opened.signIn.makeAccount({ ...account('anna'), password: 'aaaaaaaaaaaa' })).rejects.toMatchObject({
    code: 'session.password-known',
  })
})

test('T124 a reset link works once, ends all sessions, and nothing is sent to a stranger', async () => {
  await opened.signIn.makeAccount(account('zofia'))
  const { cookies } = await attempt('zofia@jantar.example', password)
  await opened.signIn.forgotPassword('stranger@jantar.example', '10.0.0.2')
  expect(sent).toHaveLength(0)
  await opened.signIn.forgotPassword('zofia@jantar.example', '10.0.0.2')
  expect(sent).toHaveLength(1)
  const token = sent[0]?.token ?? ''
  await opened.signIn.resetPassword(token, 'nowe-haslo-na-wiosne')
  expect(await opened.signIn.personOf(cookie(cookies))).toBeNull()
  expect((await attempt('zofia@jantar.example', 'nowe-haslo-na-wiosne')).state).toBe('signed-in')
  await expect(opened.signIn.resetPassword(token, 'jeszcze-inne-haslo')).rejects.toMatchObject({ code: 'session.token-expired' })
})

test('a second factor is asked for once it was confirmed; a code counts once, a backup code too', async () => {
  await opened.signIn.makeAccount(account('piotr'))
  const { cookies } = await attempt('piotr@jantar.example', password)
  const started = await opened.signIn.startTwoFactor(cookie(cookies), password)
  await opened.signIn.confirmTwoFactor(cookie(cookies), totp(started.uri))
  expect((await attempt('piotr@jantar.example', password)).state).toBe('needs-code')
  await expect(attempt('piotr@jantar.example', password, '000000')).rejects.toMatchObject({ code: 'session.code-refused' })
  const code = totp(started.uri)
  expect((await attempt('piotr@jantar.example', password, code)).state).toBe('signed-in')
  await expect(attempt('piotr@jantar.example', password, code)).rejects.toMatchObject({ code: 'session.code-refused' })
  const backup = started.backupCodes[0] ?? ''
  expect((await attempt('piotr@jantar.example', password, backup)).state).toBe('signed-in')
  await expect(attempt('piotr@jantar.example', password, backup)).rejects.toMatchObject({ code: 'session.code-refused' })
})

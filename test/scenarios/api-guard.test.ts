import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { implementations } from '#api/implementations'
import { allRoutes } from '#contract/all-routes'
import type { Route } from '#contract/route'
import { grantOf, permissions, type Role, roles } from '#domain/access/permissions'
import { system } from '#flows/actor'
import { makeCompany } from '#flows/make-company'
import { saveMember } from '#store/members'
import { type ApiClient, apiClient, firstCompany } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'
import { idPrefixes, readId, writeId } from '#values/id'

let app: TestApp
let owner: ApiClient
let companyId: string
let foreignId: string
const byRole = new Map<Role, ApiClient>()

const strange = '0198f0f0-0000-7000-8000-000000000001'

/** A path with every parameter filled by something of the right form that does not exist. */
function filled(route: Route, company: string): string {
  return route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'companyId') return company
    const kind = Object.keys(idPrefixes).find((each) => `${each}Id` === name)
    return kind === undefined
      ? name === 'holdId'
        ? writeId('hold', strange)
        : 'someone'
      : writeId(kind as keyof typeof idPrefixes, strange)
  })
}

const companyRoutes = allRoutes.filter((route) => route.path.includes('{companyId}'))

beforeAll(async () => {
  app = await startApp({ jobs: false, pages: false })
  const first = await firstCompany(app)
  owner = first.client
  companyId = first.companyId
  const { shell, doors } = app.house
  const other = await doors.signIn.makeAccount({
    name: 'Obcy',
    email: 'obcy@inna.example',
    password: 'zielony-rower-w-deszczu',
    language: 'pl',
  })
  foreignId = writeId(
    'company',
    await makeCompany(shell, {
      actor: system,
      userId: other.userId,
      name: 'Inna firma',
      nip: null,
      timeZone: 'Europe/Warsaw',
      language: 'pl',
    }),
  )
  for (const role of roles) {
    const email = `${role}@jantar.example`
    const { userId } = await doors.signIn.makeAccount({ name: role, email, password: 'zielony-rower-w-deszczu', language: 'pl' })
    await saveMember(shell.database, readId('company', companyId) ?? '', { userId, role, createdAt: new Date() })
    const client = apiClient(app)
    await client.post('/api/session', { email, password: 'zielony-rower-w-deszczu' })
    byRole.set(role, client)
  }
})

afterAll(() => app.stop())

test('every route of the contract has a handler, every handler a route, and no two routes share a place', () => {
  expect(implementations.map((each) => each.route.id).sort()).toEqual(allRoutes.map((route) => route.id).sort())
  const places = allRoutes.map((route) => `${route.method} ${route.path}`)
  expect(new Set(places).size).toBe(places.length)
  expect(new Set(allRoutes.map((route) => route.id)).size).toBe(allRoutes.length)
})

test('T126 a route with a company in its path asks for a permission, and every permission is one of the matrix', () => {
  for (const route of companyRoutes) expect([...permissions], route.id).toContain(route.access)
})

describe('T126 each role on each route', () => {
  test.for(roles)('%s is let through exactly where the matrix grants, and refused elsewhere', async (role) => {
    const client = byRole.get(role)
    if (client === undefined) throw new Error(role)
    for (const route of companyRoutes) {
      const { status, body } = await client.send(
        route.method,
        filled(route, companyId),
        route.body === undefined || route.method === 'GET' ? undefined : { nonsense: true },
      )
      const granted = grantOf(role, route.access as (typeof permissions)[number]) !== null
      if (granted) expect([401, 403], `${role} ${route.id} ${JSON.stringify(body)}`).not.toContain(status)
      else expect(`${status} ${body.code}`, `${role} ${route.id}`).toBe('403 access.denied')
      expect(status, `${role} ${route.id} ${JSON.stringify(body)}`).not.toBe(500)
    }
  })
})

test('T127 no route of another company answers with anything but not found, to the owner of this one', async () => {
  for (const route of companyRoutes) {
    const { status, body } = await owner.send(
      route.method,
      filled(route, foreignId),
      route.body === undefined || route.method === 'GET' ? undefined : {},
    )
    expect(`${status} ${body.code}`, route.id).toBe('404 company.not-found')
  }
})

test('nobody gets past a route that is not public', async () => {
  const nobody = apiClient(app)
  for (const route of allRoutes.filter((each) => each.access !== 'public')) {
    const { status } = await nobody.send(
      route.method,
      filled(route, companyId),
      route.body === undefined || route.method === 'GET' ? undefined : {},
    )
    expect(status, route.id).toBe(401)
  }
})

test('T136 a token does what its scopes say in its own company, nothing else, and nothing once revoked', async () => {
  const base = `/api/companies/${companyId}`
  const made = await owner.post(`${base}/tokens`, { name: 'sklep', scopes: ['invoices.read'], days: 30 })
  expect(made.status).toBe(200)
  const text = String(made.body['token'])
  expect(text).toMatch(/^skb_/)
  const token = apiClient(app, { token: text })
  expect((await token.get(`${base}/invoices`)).status).toBe(200)
  expect((await token.get(`${base}/payments`)).body.code).toBe('access.denied')
  expect((await token.get(`/api/companies/${foreignId}/invoices`)).body.code).toBe('company.not-found')
  expect((await token.send('POST', `${base}/tokens`, { name: 'x', scopes: ['invoices.read'], days: null })).body.code).toBe('access.denied')
  const listed = await owner.get(`${base}/tokens`)
  expect(JSON.stringify(listed.body)).not.toContain(text)
  const { tokenId } = (listed.body['tokens'] as { tokenId: string }[])[0] ?? { tokenId: '' }
  await owner.send('DELETE', `${base}/tokens/${tokenId}`)
  expect((await token.get(`${base}/invoices`)).body.code).toBe('token.refused')
})

test('T123 a writing request from another site is refused although the cookie is right', async () => {
  const { body, status } = await owner.send('POST', '/api/companies', { name: 'Podrzucona' }, { 'sec-fetch-site': 'cross-site' })
  expect(`${status} ${body.code}`).toBe('403 request.cross-site')
  const old = await owner.send('POST', '/api/companies', { name: 'Podrzucona' }, { 'sec-fetch-site': '', origin: 'https://zly.example' })
  expect(old.status).toBe(403)
})

test('T84 a body that is too large, compressed, nested too deep or no JSON is refused before anything is made of it', async () => {
  const deep = '['.repeat(5000) + ']'.repeat(5000)
  const raw = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/api/session`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
  expect((await raw('x'.repeat(2 * 1_048_576))).status).toBe(413)
  expect((await raw(deep)).status).toBe(400)
  expect((await raw('{"email": ')).status).toBe(400)
  expect((await raw('{}', { 'content-encoding': 'gzip' })).status).toBe(415)
  expect(
    (await fetch(`${app.url}/api/session`, { method: 'POST', body: 'email=a', headers: { 'content-type': 'text/plain' } })).status,
  ).toBe(415)
})

test('T131 answers carry the headers that keep them to themselves', async () => {
  const { headers } = await fetch(`${app.url}/api/health`)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('content-security-policy')).not.toContain('unsafe-inline')
})

test('T128 fields that the contract does not name change nothing', async () => {
  await owner.send('PATCH', '/api/me', { name: 'Halina W.', twoFactorEnabled: true, email: 'inna@x.example', role: 'owner' })
  const session = await owner.get('/api/session')
  expect(session.body['user']).toMatchObject({ name: 'Halina W.', email: 'halina@jantar.example', twoFactor: false })
})

test('the description of the API is OpenAPI 3.1 and names every route with its parameters', async () => {
  const answer = await fetch(`${app.url}/api/openapi.json`)
  const document = z
    .object({
      openapi: z.literal('3.1.0'),
      paths: z.record(
        z.string(),
        z.record(z.string(), z.object({ operationId: z.string(), parameters: z.array(z.object({ name: z.string(), in: z.string() })) })),
      ),
    })
    .parse(await answer.json())
  for (const route of allRoutes) {
    const operation = document.paths[route.path]?.[route.method.toLowerCase()]
    expect(operation?.operationId).toBe(route.id)
    for (const [, name] of route.path.matchAll(/\{(\w+)\}/g))
      expect(
        operation?.parameters.map((each) => each.name),
        route.id,
      ).toContain(name)
  }
})

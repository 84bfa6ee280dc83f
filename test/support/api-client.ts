// A person or a program that calls the API of the test app, with cookies or a token, in plain JSON as it travels.
import type { TestApp } from './app.ts'

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown> & { readonly code?: string }
}

export type ApiClient = {
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown): Promise<Answer>
  upload(path: string, name: string, bytes: Uint8Array): Promise<Answer>
  cookies: Map<string, string>
}

export function apiClient(app: Pick<TestApp, 'url'>, options: { readonly token?: string } = {}): ApiClient {
  const cookies = new Map<string, string>()
  const call = async (method: string, path: string, init: { body?: BodyInit; headers: Record<string, string> }): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(app.url + path, {
      method,
      redirect: 'manual',
      ...(init.body === undefined ? {} : { body: init.body }),
      headers: {
        ...(cookie === '' ? {} : { cookie, 'sec-fetch-site': 'same-origin' }),
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
        ...init.headers,
      },
    })
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0/i.test(set)) cookies.delete(pair.slice(0, at))
      else cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const text = await response.text()
    let body: Record<string, unknown> = {}
    try {
      body = JSON.parse(text) as Record<string, unknown>
    } catch {
      body = { text }
    }
    return { status: response.status, headers: response.headers, body }
  }
  const send: ApiClient['send'] = (method, path, body, headers = {}) =>
    call(method, path, {
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    })
  return {
    cookies,
    send,
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body ?? {}),
    upload: (path, name, bytes) =>
      call('POST', path, {
        body: new Blob([new Uint8Array(bytes)]),
        headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name) },
      }),
  }
}

/** Makes the first account of an empty app and a company of its own; the client is signed in. */
export async function firstCompany(
  app: TestApp,
  nip?: string,
): Promise<{ readonly client: ApiClient; readonly companyId: string; readonly base: string }> {
  const client = apiClient(app)
  await client.post('/api/first-account', {
    name: 'Halina Wójtowicz',
    email: 'halina@jantar.example',
    password: 'kawa-z-mlekiem-rano',
    language: 'pl',
  })
  const made = await client.post('/api/companies', { name: 'Jantar Elektro sp. z o.o.', ...(nip === undefined ? {} : { nip }) })
  const companyId = String(made.body['companyId'])
  return { client, companyId, base: `/api/companies/${companyId}` }
}

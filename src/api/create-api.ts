// The HTTP face as a whole: limits and headers first, then the routes of the contract, webhooks, health, and the web pages.
import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import type { FailureSentence } from '#contract/failure-sentence'
import type { Shell } from '#flows/shell'
import { Failure } from '#values/failure'
import { answerFailure } from './answer-failure.ts'
import { limitBody } from './body-limit.ts'
import { callLimit } from './call-limit.ts'
import type { Caller } from './caller.ts'
import { clientAddress } from './client-address.ts'
import { refuseCrossSite } from './cross-site.ts'
import type { Doors } from './doors.ts'
import { health } from './health.ts'
import { implementations } from './implementations.ts'
import { loggedPath } from './logged-path.ts'
import { meter } from './metrics.ts'
import { refuseStrangers } from './metrics-access.ts'
import { openApi } from './open-api.ts'
import { servePortal } from './portal/serve-portal.ts'
import { commonHeaders, dataPolicy } from './security-headers.ts'
import { languageOf, serveRoute } from './serve-route.ts'
import { webPages } from './web-pages.ts'
import { takeWebhook } from './webhooks.ts'

const jsonLimit = 1_048_576
const webhookLimit = 5 * 1_048_576
/** Of one API token. */
const callsPerMinute = 600

type Env = { Variables: { requestId: string; caller: Caller; address: string } }

export type ApiOptions = {
  readonly shell: Shell
  readonly doors: Doors
  readonly sentence: FailureSentence
  readonly webRoot: string | null
  /** Whether a proxy of our own stands in front and says in X-Forwarded-For whose request it hands on. */
  readonly trustProxy: boolean
  /** Opens /metrics to other machines; null keeps it on this one. */
  readonly metricsToken: string | null
}

/** `{name}` of the contract as Hono writes it. */
const honoPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1')

export function createApi({ shell, doors, sentence, webRoot, trustProxy, metricsToken }: ApiOptions): Hono<Env> {
  const app = new Hono<Env>()
  const https = shell.publicUrl.startsWith('https:')
  const common = commonHeaders(https)
  const metrics = meter(shell)
  const limit = callLimit(callsPerMinute)
  const uploads = new Set(
    implementations.filter((each) => each.route.bytes === 'in').map((each) => `${each.route.method} ${honoPath(each.route.path)}`),
  )

  app.use(async (context, next) => {
    const started = performance.now()
    const requestId = randomUUID()
    context.set('requestId', requestId)
    context.set('address', clientAddress(context, trustProxy))
    for (const [name, value] of Object.entries(common)) context.header(name, value)
    context.header('x-request-id', requestId)
    context.header('content-security-policy', dataPolicy)
    await next()
    const caller: Caller | undefined = context.get('caller')
    const ms = Math.round(performance.now() - started)
    // No query: it may hold what a person searched for.
    shell.log.info(
      {
        requestId,
        method: context.req.method,
        path: loggedPath(context),
        status: context.res.status,
        ms,
        caller: caller?.kind ?? 'nobody',
      },
      'request',
    )
    metrics.request(context.req.method, context.res.status, ms / 1000)
  })

  app.onError((error, context) => {
    const caller: Caller | undefined = context.get('caller')
    return answerFailure(error, context, { sentence, language: languageOf(caller ?? null, context.req.raw.headers), log: shell.log })
  })
  app.notFound((context) =>
    context.req.path.startsWith('/api/')
      ? answerFailure(new Failure('route.not-found'), context, {
          sentence,
          language: languageOf(null, context.req.raw.headers),
          log: shell.log,
        })
      : context.text('', 404),
  )

  const guarded =
    (most: number, code: string) =>
    async (context: Context, next: () => Promise<void>): Promise<void> => {
      refuseCrossSite(context.req.method, context.req.raw.headers)
      context.req.raw = limitBody(context.req.raw, most, code)
      await next()
    }

  for (const each of implementations) {
    const path = honoPath(each.route.path)
    const isUpload = uploads.has(`${each.route.method} ${path}`)
    app.on(
      each.route.method,
      path,
      guarded(isUpload ? doors.maxUploadBytes : jsonLimit, isUpload ? 'file.too-large' : 'request.too-large'),
      serveRoute(each, shell, doors, limit),
    )
  }
  app.post('/api/webhooks/:key', guarded(webhookLimit, 'request.too-large'), (context) => takeWebhook(context, shell))
  // Some gateways report by GET; what is read of it is believed no more than a body would be.
  app.get('/api/webhooks/:key', (context) => takeWebhook(context, shell))
  app.get('/api/health', (context) => health(context, shell, doors.version))
  app.get('/metrics', async (context) => {
    refuseStrangers(context, metricsToken)
    return context.text(await metrics.text(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
  })
  const document = openApi({ version: doors.version, serverUrl: shell.publicUrl })
  app.get('/api/openapi.json', (context) => context.json(document))
  servePortal(app, { shell, sentence })
  if (webRoot !== null) {
    const pages = webPages(webRoot)
    app.get('*', async (context, next) => (context.req.path.startsWith('/api/') ? next() : pages(context)))
  }
  return app
}

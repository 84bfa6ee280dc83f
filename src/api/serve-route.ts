// Answers one route: who calls, may he, what does he say, what is the answer.
import type { Context } from 'hono'
import * as z from 'zod'
import type { Route } from '#contract/route'
import { answerOnce } from '#flows/answer-once'
import type { Shell } from '#flows/shell'
import { Failure } from '#values/failure'
import { readId } from '#values/id'
import { isLanguage, type Language } from '#values/language'
import type { CallLimit } from './call-limit.ts'
import { actorOf, type Caller } from './caller.ts'
import type { Doors } from './doors.ts'
import { accessFor } from './guard.ts'
import type { Call, FileAnswer, Implementation } from './implement.ts'
import { readInput } from './read-input.ts'
import { whoCalls } from './who-calls.ts'

/** The person's own language, else what the browser asks for, else Polish. */
export function languageOf(caller: Caller | null, headers: Headers): Language {
  if (caller?.kind === 'person') return caller.language
  const wanted = (headers.get('accept-language') ?? '').slice(0, 2).toLowerCase()
  return isLanguage(wanted) ? wanted : 'pl'
}

/** Without control characters and slashes; a name for a person to read, never a path. */
function fileNameOf(headers: Headers): string {
  try {
    return decodeURIComponent(headers.get('x-file-name') ?? '')
      .replace(/[\p{C}/\\]/gu, '')
      .slice(0, 200)
  } catch {
    return ''
  }
}

const contentDisposition = (name: string): string =>
  `attachment; filename="${name.replace(/[^\x20-\x7e]|["\\]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`

/** What makes a change that is asked twice happen once. Answers of routes for people alone may hold a secret and are not kept. */
function repeatKey(route: Route, headers: Headers): string | null {
  const key = headers.get('idempotency-key')
  if (key === null || route.method === 'GET' || route.bytes !== undefined || route.peopleOnly === true) return null
  if (!/^[\w-]{8,80}$/.test(key)) throw new Failure('request.malformed', { field: 'Idempotency-Key' })
  return key
}

/** The first bytes are made before the answer begins, so that a query that fails is still answered as a failure. */
async function streamOf(bytes: AsyncIterable<Uint8Array>): Promise<ReadableStream<Uint8Array>> {
  const iterator = bytes[Symbol.asyncIterator]()
  let next: IteratorResult<Uint8Array> | null = await iterator.next()
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const step = next ?? (await iterator.next())
      next = null
      if (step.done === true) controller.close()
      else controller.enqueue(step.value)
    },
    cancel: async () => void (await iterator.return?.()),
  })
}

export function serveRoute(
  { route, answer }: Implementation,
  shell: Shell,
  doors: Doors,
  limit: CallLimit,
): (context: Context) => Promise<Response> {
  return async (context) => {
    const headers = context.req.raw.headers
    const caller = await whoCalls(headers, { signIn: doors.signIn, database: shell.database, clock: shell.clock })
    context.set('caller', caller)
    if (caller.kind === 'token') limit.take(caller.tokenId)
    const company = await accessFor(shell.database, route, caller, readId('company', context.req.param('companyId') ?? ''))
    const input = await readInput(context, route)
    const call: Call<typeof route> = {
      input: input as Call<typeof route>['input'],
      shell,
      doors,
      caller,
      actor: actorOf(caller),
      language: languageOf(caller, headers),
      headers,
      address: context.get('address') ?? '',
      file: route.bytes === 'in' ? { name: fileNameOf(headers), bytes: context.req.raw.body } : null,
      setHeader: (name, value) => context.header(name, value, { append: true }),
    }
    // Where the path names no company the handler's type has no `company`, and nobody reads it.
    const act = () => answer({ ...call, company } as Parameters<Implementation['answer']>[0])
    const key = repeatKey(route, headers)
    if (key !== null && company !== null) {
      const request = { companyId: company.companyId, actor: call.actor, key, route: route.id }
      context.header('cache-control', 'no-store')
      return context.json(await answerOnce(shell, request, async () => z.encode(route.output, (await act()) as never) as object))
    }
    const result = await act()
    if (route.bytes === 'out') {
      const file = result as FileAnswer
      // A Buffer of Node may be a part of a greater one: its bytes are copied out of it.
      return context.body(file.bytes instanceof Uint8Array ? new Uint8Array(file.bytes).buffer : await streamOf(file.bytes), 200, {
        'content-type': file.contentType,
        'content-disposition': contentDisposition(file.name),
        'cache-control': 'no-store',
      })
    }
    context.header('cache-control', 'no-store')
    return context.json(z.encode(route.output, result as never) as object)
  }
}

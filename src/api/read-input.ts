// Turns what travelled into values of the house: path, query and body, each by its schema.
import type { Context } from 'hono'
import * as z from 'zod'
import type { Route } from '#contract/route'
import { Failure } from '#values/failure'

const deepest = 40

/** JSON nested deeper than anything of ours; refused before a schema walks it. */
function tooDeep(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (quoted) {
      if (char === '\\') i++
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (char === '{' || char === '[') {
      if (++depth > deepest) return true
    } else if (char === '}' || char === ']') depth--
  }
  return false
}

async function jsonBody(context: Context): Promise<unknown> {
  const text = await context.req.text()
  if (text === '') return undefined
  if (!(context.req.header('content-type') ?? '').includes('json')) throw new Failure('request.encoding')
  if (tooDeep(text)) throw new Failure('request.too-deep')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Failure('request.malformed', { where: 'body' }, { cause: error })
  }
}

function decoded(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (schema === undefined) return undefined
  const result = z.safeDecode(schema, value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new Failure('request.malformed', { where, field: issue?.path.join('.') ?? '', detail: issue?.message ?? '' })
}

/** Throws Failure `request.malformed` naming the field, `request.too-deep`, `request.encoding`. */
export async function readInput(context: Context, route: Route): Promise<{ params: unknown; query: unknown; body: unknown }> {
  return {
    params: decoded(route.params, context.req.param(), 'path'),
    query: decoded(route.query, context.req.query(), 'query'),
    body: route.bytes === 'in' || route.body === undefined ? undefined : decoded(route.body, await jsonBody(context), 'body'),
  }
}

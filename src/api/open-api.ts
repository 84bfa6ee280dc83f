// The description of the API, made from the contract: OpenAPI 3.1.
import * as z from 'zod'
import { allRoutes } from '#contract/all-routes'
import type { Route } from '#contract/route'

/** JSON Schema of what travels on the wire, not of the values behind the codecs. */
const wire = (schema: z.ZodType): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}

function parametersOf(route: Route): object[] {
  const of = (fields: z.ZodObject | undefined, place: 'path' | 'query'): object[] =>
    Object.entries(fields?.shape ?? {}).map(([name, schema]) => ({
      name,
      in: place,
      required: place === 'path' || !(schema as z.ZodType).safeParse(undefined).success,
      schema: wire(schema as z.ZodType),
    }))
  return [...of(route.params, 'path'), ...of(route.query, 'query')]
}

const problem = { $ref: '#/components/responses/Problem' }

function operationOf(route: Route): object {
  const [tag] = route.id.split('.')
  const body =
    route.bytes === 'in'
      ? { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } }
      : route.body === undefined
        ? undefined
        : { required: true, content: { 'application/json': { schema: wire(route.body) } } }
  const answer =
    route.bytes === 'out'
      ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
      : { 'application/json': { schema: wire(route.output) } }
  const fileName =
    route.bytes === 'in'
      ? [
          {
            name: 'x-file-name',
            in: 'header',
            required: false,
            description: 'Name of the file, percent-encoded',
            schema: { type: 'string' },
          },
        ]
      : []
  return {
    operationId: route.id,
    tags: [tag],
    summary: route.summary,
    description: route.failures === undefined ? undefined : `Failure codes: ${route.failures.join(', ')}`,
    'x-permission': route.access,
    security: route.access === 'public' ? [] : [{ session: [] }, { token: [] }],
    parameters: [...parametersOf(route), ...fileName],
    requestBody: body,
    responses: { 200: { description: 'Done', content: answer }, '4XX': problem, '5XX': problem },
  }
}

/** The whole document; stable between starts. */
export function openApi(options: { readonly version: string; readonly serverUrl: string }): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of allRoutes) {
    const path = paths[route.path] ?? {}
    path[route.method.toLowerCase()] = operationOf(route)
    paths[route.path] = path
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Skarbnik',
      version: options.version,
      description: 'What customers owe, what they paid, and what was said to them. Amounts are strings with a dot; days are YYYY-MM-DD.',
      license: { name: 'AGPL-3.0-only', identifier: 'AGPL-3.0-only' },
    },
    servers: [{ url: options.serverUrl }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'skarbnik.session_token' },
        token: { type: 'http', scheme: 'bearer' },
      },
      responses: {
        Problem: {
          description: 'What went wrong, in the language of the caller',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['code', 'message', 'requestId'],
                properties: {
                  code: { type: 'string' },
                  message: { type: 'string' },
                  facts: { type: 'object' },
                  requestId: { type: 'string' },
                },
              },
            },
          },
        },
      },
    },
  }
}

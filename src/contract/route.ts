// One route of the API as data: path, input, output and who may call it. The server, the typed client, OpenAPI and the tools of the assistant read it.
import type * as z from 'zod'
import type { Permission } from '#domain/access/permissions'

/** public: anybody. signed-in: a person with a session. A permission: members and tokens of the company in the path that have it. */
export type Access = 'public' | 'signed-in' | Permission

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type Route = {
  /** `invoices.list`: the noun, then what is done. */
  readonly id: string
  readonly method: Method
  /** `/api/companies/{companyId}/invoices`. */
  readonly path: string
  readonly access: Access
  readonly summary: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly output: z.ZodType
  /** bytes in: the raw body is the file (its name in the header `x-file-name`, percent-encoded). bytes out: the answer is a file. */
  readonly bytes?: 'in' | 'out'
  /** Codes of Failures that the route answers with beside the common ones. */
  readonly failures?: readonly string[]
  /** Not offered to tokens, to the assistant and to MCP. */
  readonly peopleOnly?: true
}

export const defineRoute = <const R extends Route>(route: R): R => route

type Decoded<R, Part extends 'params' | 'query' | 'body'> = R extends { readonly [K in Part]: infer S extends z.ZodType }
  ? z.output<S>
  : undefined

/** What a handler is given and a client gives: values of the house, not text of the wire. */
export type Input<R extends Route> = {
  readonly params: Decoded<R, 'params'>
  readonly query: Decoded<R, 'query'>
  readonly body: Decoded<R, 'body'>
}
export type Output<R extends Route> = z.output<R['output']>

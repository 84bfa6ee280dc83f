// How much a request may carry, counted while it streams: a lying Content-Length does not help.
import { Failure } from '#values/failure'

/** Passes the bytes on and breaks off with Failure `code` when there are more than `most`. */
export function limited(body: ReadableStream<Uint8Array>, most: number, code: string): ReadableStream<Uint8Array> {
  let seen = 0
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        seen += chunk.length
        if (seen > most) controller.error(new Failure(code, { megabytes: Math.floor(most / 1_048_576) }))
        else controller.enqueue(chunk)
      },
    }),
  )
}

/** The request with its body limited. Compressed bodies are refused: nothing of ours sends them, and a bomb would. */
export function limitBody(request: Request, most: number, code: string): Request {
  const encoding = request.headers.get('content-encoding')
  if (encoding !== null && encoding !== 'identity') throw new Failure('request.encoding')
  if (Number(request.headers.get('content-length') ?? '0') > most) throw new Failure(code, { megabytes: Math.floor(most / 1_048_576) })
  if (request.body === null) return request
  return new Request(request, { body: limited(request.body, most, code), duplex: 'half' } as RequestInit)
}

// OFX 1 (SGML) and 2 (XML), also as QFX: bank, credit card and the cash side of investment statements.
import { decodeHead, decodeStream } from '#ports/reading/decode-text'
import { defineStatementFormat, type Statement } from '#ports/statement-format'
import { Failure } from '#values/failure'
import { OfxReader } from './statement.ts'
import { OfxTokens } from './tokens.ts'

export default defineStatementFormat({
  id: 'ofx',
  name: 'OFX',
  recognise: (head) => {
    const text = decodeHead(head).slice(0, 4000)
    return /OFXHEADER\s*[:=]/i.test(text) || /<OFX[\s>]/i.test(text) ? 1 : 0
  },
  async *read(source) {
    const tokens = new OfxTokens()
    const reader = new OfxReader()
    let statements = 0
    function* counted(found: readonly Statement[]): Generator<Statement> {
      statements += found.length
      yield* found
    }
    for await (const piece of decodeStream(source)) for (const token of tokens.feed(piece)) yield* counted(reader.take(token))
    for (const token of tokens.end()) yield* counted(reader.take(token))
    yield* counted(reader.end())
    if (statements > 0) return
    throw reader.refusal === null
      ? new Failure('file.nothing-inside', { format: 'ofx' })
      : new Failure('ofx.refused', { message: reader.refusal.slice(0, 200) })
  },
})

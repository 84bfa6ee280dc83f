// ISO 20022 statements: camt.052 (report), camt.053 (statement), camt.054 (notification), versions 02 to 14.
import { decodeHead } from '#ports/reading/decode-text'
import { readXml } from '#ports/reading/read-xml'
import { defineStatementFormat, type Statement } from '#ports/statement-format'
import { Failure } from '#values/failure'
import { StatementReader } from './statement.ts'

/** `Stmt`, `Rpt` and `Ntfctn` are read child by child, so that a statement of any length fits in memory. */
const statementPath = /(?:^|\/)BkToCstmr(?:Stmt|AcctRpt|DbtCdtNtfctn)\/(?:Stmt|Rpt|Ntfctn)$/
const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

const messageOf: Readonly<Record<string, string>> = { Rpt: 'camt.052', Stmt: 'camt.053', Ntfctn: 'camt.054' }

/** Local names decide: files without a namespace, with prefixes or inside an envelope are statements too. */
function recognise(head: Uint8Array): number {
  const text = decodeHead(head)
  if (/<(?:[\w.-]+:)?BkToCstmr(?:Stmt|AcctRpt|DbtCdtNtfctn)[\s/>]/.test(text)) return 1
  return /["']urn:[^"']*camt\.05[234]/.test(text) ? 0.9 : 0
}

export default defineStatementFormat({
  id: 'camt',
  name: 'CAMT.052 / .053 / .054',
  recognise,
  async *read(source) {
    let reader: StatementReader | null = null
    let statements = 0
    const counted = (statement: Statement): Statement => {
      statements++
      return statement
    }
    for await (const event of readXml(source, path => statementPath.test(parentOf(path)))) {
      if (event.kind === 'open' && statementPath.test(event.path)) reader = new StatementReader(messageOf[event.path.slice(event.path.lastIndexOf('/') + 1)] ?? 'camt')
      else if (event.kind === 'tree' && reader !== null) {
        for (const page of reader.take(event.element)) yield counted(page)
      } else if (event.kind === 'close' && reader !== null && statementPath.test(event.path)) {
        yield* Array.from(reader.end(), counted)
        reader = null
      } else if (event.kind === 'broken') {
        if (reader === null && statements === 0) throw new Failure(event.rejection.code, event.rejection.facts)
        reader ??= new StatementReader('camt')
        reader.reject(event.rejection)
        yield* Array.from(reader.end(), counted)
      }
    }
    if (statements === 0) throw new Failure('file.nothing-inside', { format: 'camt' })
  },
})

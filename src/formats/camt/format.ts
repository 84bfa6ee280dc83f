// ISO 20022 statements: camt.052 (report), camt.053 (statement), camt.054 (notification), versions 02 to 14.
import { decodeHead } from '#ports/reading/decode-text'
import { readXmlBatches, type XmlEvent } from '#ports/reading/read-xml'
import type { Rejection } from '#ports/rejection'
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

/** Follows the statements of one file; of a broken one what was read stays. */
class FileReader {
  #statement: StatementReader | null = null
  #statements = 0

  get isEmpty(): boolean {
    return this.#statements === 0
  }

  take(event: XmlEvent): readonly Statement[] {
    const found = this.#read(event)
    this.#statements += found.length
    return found
  }

  #read(event: XmlEvent): readonly Statement[] {
    if (event.kind === 'tree') return this.#statement?.take(event.element) ?? []
    if (event.kind === 'broken') return this.#broken(event.rejection)
    if (!statementPath.test(event.path)) return []
    if (event.kind === 'open') {
      this.#statement = new StatementReader(messageOf[event.path.slice(event.path.lastIndexOf('/') + 1)] ?? 'camt')
      return []
    }
    const ended = this.#statement === null ? [] : [...this.#statement.end()]
    this.#statement = null
    return ended
  }

  #broken(rejection: Rejection): readonly Statement[] {
    if (this.#statement === null && this.isEmpty) throw new Failure(rejection.code, rejection.facts)
    const statement = this.#statement ?? new StatementReader('camt')
    statement.reject(rejection)
    return [...statement.end()]
  }
}

export default defineStatementFormat({
  id: 'camt',
  name: 'CAMT.052 / .053 / .054',
  recognise,
  async *read(source) {
    const file = new FileReader()
    for await (const events of readXmlBatches(source, (path) => statementPath.test(parentOf(path))))
      for (const event of events) yield* file.take(event)
    if (file.isEmpty) throw new Failure('file.nothing-inside', { format: 'camt' })
  },
})

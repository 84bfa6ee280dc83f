// T10 A CAMT of a million entries is streamed: memory stays under its cap and every entry is counted.
import { expect, test } from 'vitest'
import camt from '#formats/camt/format'

const entries = 1_000_000
const entriesAPiece = 500

test('T10 a CAMT of 1,000,000 entries is read within 300 MB above idle and adds up', async () => {
  const entry =
    '<Ntry><Amt Ccy="PLN">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt><AddtlNtryInf>FV 1/2026</AddtlNtryInf></Ntry>\n'
  const front = Buffer.from(
    '<Document><BkToCstmrStmt><Stmt><Acct><Ccy>PLN</Ccy></Acct><Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="PLN">0.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="PLN">1000000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>\n',
  )
  const piece = Buffer.from(entry.repeat(entriesAPiece))
  const back = Buffer.from('</Stmt></BkToCstmrStmt></Document>')
  const source = {
    head: front,
    size: front.length + (piece.length * entries) / entriesAPiece + back.length,
    async *stream() {
      yield front
      for (let i = 0; i < entries; i += entriesAPiece) yield piece
      yield back
    },
  }
  const idleRss = process.memoryUsage.rss()
  let peakRss = idleRss
  let lines = 0
  let balanced: boolean | null = null
  for await (const part of camt.read(source, {})) {
    lines += part.lines.length
    balanced = part.balanced
    peakRss = Math.max(peakRss, process.memoryUsage.rss())
  }
  expect([lines, balanced]).toEqual([entries, true])
  expect((peakRss - idleRss) / 1e6).toBeLessThan(300)
}, 240_000)

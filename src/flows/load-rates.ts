// Takes in a table of exchange rates that a person has downloaded from Narodowy Bank Polski.
import { nbpTable } from '#domain/rates/nbp-table'
import { decodeText } from '#ports/reading/decode-text'
import type { ByteSource } from '#ports/statement-format'
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import { saveRates } from '#store/exchange-rates'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

const mostBytes = 4 * 1_048_576

export type RatesLoaded = { readonly rates: number; readonly leftOut: readonly string[] }

async function textOf(source: ByteSource): Promise<string> {
  if (source.size > mostBytes) throw new Failure('file.too-large', { megabytes: mostBytes / 1_048_576 })
  const pieces: Uint8Array[] = []
  for await (const piece of source.stream()) pieces.push(piece)
  return decodeText(Buffer.concat(pieces)).text
}

/** The same table again changes nothing. Throws Failure `rates.not-a-table`. */
export async function loadRates(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly source: ByteSource },
): Promise<RatesLoaded> {
  const { companyId, actor } = command
  const table = nbpTable(await textOf(command.source))
  if (table === null) throw new Failure('rates.not-a-table')
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    await saveRates(tx, companyId, table.rates, at)
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'rates.loaded',
        subjectKind: 'company',
        subjectId: companyId,
        change: { rates: table.rates.length },
      },
    ])
  })
  return { rates: table.rates.length, leftOut: table.leftOut }
}

// Addresses that are written to no more, letters that came back, and the connection by which mail leaves.
import * as contract from '#contract/suppressions'
import { chooseMailConnection, liftAddress, stopAddress, takeLetter } from '#flows/stop-address'
import { readMailConnection } from '#store/views/company'
import { listConnectionRows } from '#store/views/connection-list'
import { listSuppressions } from '#store/views/suppression-list'
import { Failure } from '#values/failure'
import { implement } from './implement.ts'

const largestLetter = 10 * 1024 * 1024

async function wholeLetter(bytes: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  if (bytes !== null)
    for await (const chunk of bytes as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength
      if (size > largestLetter) throw new Failure('file.too-large', { megabytes: largestLetter / 1_048_576 })
      chunks.push(chunk)
    }
  return Buffer.concat(chunks)
}

export const suppressionRoutes = [
  implement(contract.listSuppressions, ({ shell, company, input }) =>
    listSuppressions(shell.database, company.companyId, { ...input.query, ownerUserId: company.ownerUserId }),
  ),
  implement(contract.addSuppression, async ({ shell, company, actor, input }) => {
    await stopAddress(shell, { companyId: company.companyId, actor, ...input.body })
    return {}
  }),
  implement(contract.liftSuppression, async ({ shell, company, actor, input }) => {
    await liftAddress(shell, { companyId: company.companyId, actor, suppressionId: input.params.suppressionId })
    return {}
  }),
  implement(contract.handInLetter, async ({ shell, company, actor, file }) =>
    takeLetter(shell, { companyId: company.companyId, actor, raw: await wholeLetter(file?.bytes ?? null) }),
  ),
  implement(contract.readMailChoice, async ({ shell, company }) => {
    const mail = (await listConnectionRows(shell.database, company.companyId)).filter(
      (each) => each.shelf === 'channel' && each.state !== 'off' && shell.shelves.channels.get(each.pluginId)?.carries === 'email',
    )
    const chosen = await readMailConnection(shell.database, company.companyId)
    const connections = mail.map(({ connectionId, name }) => ({ connectionId, name }))
    return {
      chosen: connections.find((each) => each.connectionId === chosen)?.connectionId ?? connections[0]?.connectionId ?? null,
      connections,
    }
  }),
  implement(contract.chooseMailConnection, async ({ shell, company, actor, input }) => {
    await chooseMailConnection(shell, { companyId: company.companyId, actor, connectionId: input.body.connectionId })
    return {}
  }),
]

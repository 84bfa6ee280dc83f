// Connections as screens show them: without their secrets, only whether there are some.
import type { Id } from '#values/id'
import { type Connection, getConnection, listConnections } from '../connections.ts'
import type { Executor } from '../database.ts'

export type ConnectionRow = Omit<Connection, 'secrets'> & { readonly hasSecrets: boolean }

const toRow = ({ secrets, ...rest }: Connection): ConnectionRow => ({ ...rest, hasSecrets: secrets !== null })

export const listConnectionRows = async (executor: Executor, companyId: Id): Promise<readonly ConnectionRow[]> =>
  (await listConnections(executor, companyId)).map(toRow)

/** Throws Failure `connection.not-found`. */
export const readConnectionRow = async (executor: Executor, companyId: Id, connectionId: Id): Promise<ConnectionRow> =>
  toRow(await getConnection(executor, companyId, connectionId))

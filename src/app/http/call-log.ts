// Collects calls to outside systems and writes them down in batches; a log that cannot be written never stops the work.
import type { Log } from '#ports/log'
import { appendCalls, type ConnectionCall, pruneCalls } from '#store/connection-calls'
import type { Database } from '#store/database'

export type CallLog = {
  readonly note: (call: ConnectionCall) => void
  /** Writes what is still held; call it before the database closes. */
  flush(): Promise<void>
}

const everyMs = 1000
const atOnce = 200
const pruneEvery = 100

/** Writes within a second, or at two hundred calls. */
export function callLog(database: Database, log: Log): CallLog {
  let held: ConnectionCall[] = []
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()
  const since = new Map<string, number>()

  const write = async (): Promise<void> => {
    const calls = held
    held = []
    if (calls.length === 0) return
    try {
      await appendCalls(database, calls)
      for (const call of new Map(calls.map((one) => [one.connectionId, one])).values()) {
        const count = (since.get(call.connectionId) ?? 0) + calls.filter((one) => one.connectionId === call.connectionId).length
        since.set(call.connectionId, count >= pruneEvery ? 0 : count)
        if (count >= pruneEvery) await pruneCalls(database, call)
      }
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.message : String(error), lost: calls.length }, 'calls not logged')
    }
  }
  const flush = (): Promise<void> => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    writing = writing.then(write)
    return writing
  }
  return {
    flush,
    note: (call) => {
      held.push(call)
      if (held.length >= atOnce) void flush()
      else timer ??= setTimeout(() => void flush(), everyMs).unref()
    },
  }
}

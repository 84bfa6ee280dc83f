// Calls a piece of work again and again, never twice at once, and goes on after it failed.
import type { Shell } from '#flows/shell'

/** The next call comes `everyMs` after the end of the last one; `stop` waits for the one that runs. */
export function startTicking(
  shell: Pick<Shell, 'log'>,
  name: string,
  everyMs: number,
  work: () => Promise<void>,
): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const tick = () => {
    running = work()
      .catch((error: unknown) => {
        shell.log.error({ tick: name, error: error instanceof Error ? error.message : String(error) }, 'tick failed')
      })
      .finally(() => {
        if (!stopped) timer = setTimeout(tick, everyMs)
      })
  }
  tick()
  return {
    stop: () => {
      stopped = true
      clearTimeout(timer)
      return running
    },
  }
}

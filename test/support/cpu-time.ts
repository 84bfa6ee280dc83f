// Time that this thread has worked: unlike the clock on the wall it does not grow while other programs have the machine.

/** Milliseconds of work of this thread since it began. */
export function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

// Loaded into the program before its own code: when boot is gone without a word (kill -9), the program stops in good order.

import { isMainThread } from 'node:worker_threads'

const parentPid = process.ppid

if (isMainThread) {
  const watch = setInterval(() => {
    if (process.ppid === parentPid) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 1000).unref()
}

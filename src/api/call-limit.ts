// How often one API token may call: a bucket a token, in the memory of the process.
import { Failure } from '#values/failure'

export type CallLimit = { take(key: string): void }

/** `perMinute` calls, with bursts of a quarter of that. Throws Failure `request.too-many`. */
export function callLimit(perMinute: number, monotonicMs: () => number = () => performance.now()): CallLimit {
  const burst = Math.max(1, perMinute / 4)
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take: (key) => {
      const now = monotonicMs()
      // Buckets that are full again need no memory.
      if (buckets.size > 10_000) for (const [name, bucket] of buckets) if (now - bucket.at > 60_000) buckets.delete(name)
      const bucket = buckets.get(key) ?? { left: burst, at: now }
      const left = Math.min(burst, bucket.left + ((now - bucket.at) / 60_000) * perMinute)
      if (left < 1) throw new Failure('request.too-many', { seconds: Math.ceil(((1 - left) / perMinute) * 60) })
      buckets.set(key, { left: left - 1, at: now })
    },
  }
}

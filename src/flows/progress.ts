// How a long flow tells how far it is.

/** Called with what is done and the whole, where that is known; the caller decides how often it is written down. */
export type Progress = (done: number, total: number | null, step?: string) => Promise<void>

/** Progress of one part of a longer work: its step is named, its counts are passed on. */
export const progressOf =
  (progress: Progress | undefined, step: string): Progress =>
  (done, total) =>
    progress === undefined ? Promise.resolve() : progress(done, total, step)

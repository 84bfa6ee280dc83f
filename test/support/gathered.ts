// All of a stream at once, for tests that look at the whole.

/** Everything that `items` gives, in order. */
export async function gathered<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

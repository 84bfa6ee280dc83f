// Reads the addresses that a source gives for a customer: one, or a few with commas between.

const shape = /^[^\s@<>"(),:;[\]\\]{1,64}@(?:[a-z0-9-]+\.)+[a-z]{2,63}$/i
const most = 10

/** Addresses that can be written to, without repeats, at most ten; names and brackets around them are dropped. */
export function mailAddresses(text: string | null): readonly string[] {
  if (text === null) return []
  const parts = text
    .split(/[,;\s]+/)
    .map((part) => part.replace(/^<|>$/g, '').trim())
    .filter((part) => shape.test(part) && part.length <= 254)
  const known = new Map(parts.map((part) => [part.toLowerCase(), part]))
  return [...known.values()].slice(0, most)
}

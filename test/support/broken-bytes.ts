// Ways to break a file: cut, drop, double, flip, insert, fill with NULs, swap; as arbitraries for property tests.
import fc from 'fast-check'

export type Change = {
  readonly kind: 'cut' | 'drop' | 'double' | 'flip' | 'insert' | 'nul' | 'swap'
  readonly at: number
  readonly size: number
  readonly bytes: Uint8Array
}

/** Up to six changes of bytes. */
export const changes = fc.array(
  fc.record({
    kind: fc.constantFrom<Change['kind'][]>('cut', 'drop', 'double', 'flip', 'insert', 'nul', 'swap'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    size: fc.integer({ min: 1, max: 200 }),
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      fc
        .constantFrom(
          '<!DOCTYPE x>',
          '"',
          '""',
          ';;;;',
          '[NAGLOWEK]',
          ']]>',
          '&#0;',
          '{',
          '}',
          '-',
          '9'.repeat(40),
          '\uFEFF',
          '30',
          '<Faktura>',
          '\r\n',
        )
        .map((text) => new Uint8Array(Buffer.from(text))),
    ),
  }),
  { minLength: 1, maxLength: 6 },
)

/** The bytes of a file after the changes. */
export function brokenBytes(original: Uint8Array, list: readonly Change[]): Uint8Array {
  let bytes: Buffer = Buffer.from(original)
  for (const { kind, at, size, bytes: more } of list) {
    const from = Math.floor(at * bytes.length)
    const part = bytes.subarray(from, from + size)
    const [before, after] = [bytes.subarray(0, from), bytes.subarray(from + size)]
    if (kind === 'cut') bytes = Buffer.from(before)
    else if (kind === 'drop') bytes = Buffer.concat([before, after])
    else if (kind === 'double') bytes = Buffer.concat([before, part, part, after])
    else if (kind === 'flip') bytes = Buffer.concat([before, part.map((byte, index) => byte ^ (more[index % more.length] ?? 1)), after])
    else if (kind === 'insert') bytes = Buffer.concat([before, more, bytes.subarray(from)])
    else if (kind === 'nul') bytes = Buffer.concat([before, Buffer.alloc(size), bytes.subarray(from)])
    else bytes = Buffer.concat([after, before, part])
  }
  return bytes
}

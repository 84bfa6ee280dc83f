// Bytes at hand as the source that readers take.
import type { ByteSource } from '#ports/statement-format'

/** How many bytes a recogniser sees. */
export const headBytes = 64 * 1024

/** A source of bytes in memory, handed out in pieces of at most `pieceBytes`. */
export function bytesSource(bytes: Uint8Array, pieceBytes = 64 * 1024): ByteSource {
  return {
    head: bytes.subarray(0, headBytes),
    size: bytes.length,
    async *stream() {
      for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
    },
  }
}

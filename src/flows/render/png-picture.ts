// A black and white PNG of modules, for mail: no library, one bit a pixel.
import { crc32, deflateSync } from 'node:zlib'

function chunk(kind: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** Each module `scale` pixels wide, four modules of white around, as readers of QR codes need. */
export function pngPicture(modules: readonly (readonly boolean[])[], scale: number, quiet = 4): Uint8Array {
  const size = (modules.length + 2 * quiet) * scale
  const rowBytes = Math.ceil(size / 8)
  const raw = Buffer.alloc((rowBytes + 1) * size)
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const dark = modules[Math.floor(y / scale) - quiet]?.[Math.floor(x / scale) - quiet] === true
      const at = y * (rowBytes + 1) + 1 + (x >> 3)
      if (!dark) raw[at] = (raw[at] ?? 0) | (0x80 >> (x & 7))
    }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head[8] = 1
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(raw, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

// Makes a PNG of a screen small: at most 256 colours in a palette, which on screens nobody sees; no library needed.
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const most = 256
const signature = Buffer.from('89504e470d0a1a0a', 'hex')

type Picture = { readonly width: number; readonly height: number; readonly colours: Uint32Array }

/** Reads what Chromium and pdftoppm write: eight bits, RGB or RGBA, not interlaced; null for any other, which stays as it is. */
function read(png: Uint8Array): Picture | null {
  const bytes = Buffer.from(png)
  const [width, height, kind] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[25]]
  if (bytes[24] !== 8 || (kind !== 2 && kind !== 6) || bytes[28] !== 0) return null
  const parts: Buffer[] = []
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)))
  const size = kind === 6 ? 4 : 3
  const raw = inflateSync(Buffer.concat(parts))
  const lines = unfiltered(raw, width * size, height, size)
  const colours = new Uint32Array(width * height)
  for (let n = 0; n < colours.length; n++) {
    const at = n * size
    colours[n] = ((lines[at] ?? 0) << 16) | ((lines[at + 1] ?? 0) << 8) | (lines[at + 2] ?? 0)
  }
  return { width, height, colours }
}

/** PNG filters 0 to 4 (none, sub, up, average, Paeth) taken off each line. */
function unfiltered(raw: Uint8Array, length: number, height: number, size: number): Uint8Array {
  const out = new Uint8Array(length * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (length + 1)]
    for (let x = 0; x < length; x++) {
      const here = y * length + x
      const left = x < size ? 0 : (out[here - size] ?? 0)
      const up = y === 0 ? 0 : (out[here - length] ?? 0)
      const corner = x < size || y === 0 ? 0 : (out[here - length - size] ?? 0)
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0
      out[here] = (raw[y * (length + 1) + 1 + x] ?? 0) + guess
    }
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

const channels = [16, 8, 0] as const
const partOf = (colour: number, shift: number): number => (colour >> shift) & 255

/** Median cut: the box that spans most is parted at the middle of its pixels until there are enough; each box becomes its mean. */
function palette(counts: ReadonlyMap<number, number>): {
  readonly colours: readonly number[]
  readonly place: ReadonlyMap<number, number>
} {
  const boxes: number[][] = [[...counts.keys()]]
  const spread = (box: readonly number[]) =>
    channels.map((shift) => {
      const values = box.map((colour) => partOf(colour, shift))
      return values.reduce((a, b) => Math.max(a, b), 0) - values.reduce((a, b) => Math.min(a, b), 255)
    })
  const spans = [spread(boxes[0] ?? [])]
  while (boxes.length < most) {
    const widths = spans.map((span, at) => Math.max(...span) * Math.sqrt(boxes[at]?.length ?? 0))
    const at = widths.indexOf(Math.max(...widths))
    const [box = [], span = []] = [boxes[at], spans[at]]
    if (box.length < 2) break
    const shift = channels[span.indexOf(Math.max(...span))] ?? 0
    box.sort((a, b) => partOf(a, shift) - partOf(b, shift))
    const halves = [box.slice(0, box.length >> 1), box.slice(box.length >> 1)]
    boxes.splice(at, 1, ...halves)
    spans.splice(at, 1, ...halves.map(spread))
  }
  const place = new Map<number, number>()
  const colours = boxes.map((box, at) => {
    const weight = box.reduce((sum, colour) => sum + (counts.get(colour) ?? 0), 0)
    // The colour of most pixels stays itself: a background must not shift by a shade.
    const main = box.reduce((a, b) => ((counts.get(b) ?? 0) > (counts.get(a) ?? 0) ? b : a), box[0] ?? 0)
    for (const colour of box) place.set(colour, at)
    if ((counts.get(main) ?? 0) * 2 > weight) return main
    return channels.reduce<number>((mixed, shift) => {
      const mean = box.reduce((sum, colour) => sum + partOf(colour, shift) * (counts.get(colour) ?? 0), 0) / Math.max(1, weight)
      return mixed | (Math.round(mean) << shift)
    }, 0)
  })
  return { colours, place }
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

export function smallPng(png: Uint8Array): Uint8Array {
  const picture = read(png)
  if (picture === null) return png
  const counts = new Map<number, number>()
  for (const colour of picture.colours) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const { colours, place } = palette(counts)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(picture.width, 0)
  head.writeUInt32BE(picture.height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  const lines = Buffer.alloc((picture.width + 1) * picture.height)
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++)
      lines[y * (picture.width + 1) + 1 + x] = place.get(picture.colours[y * picture.width + x] ?? 0) ?? 0
  const table = Buffer.from(colours.flatMap((colour) => channels.map((shift) => partOf(colour, shift))))
  const small = Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', table),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
  return small.length < png.length ? small : png
}

// QR codes (ISO/IEC 18004) of bytes: versions 1–20, error correction L and M. The smallest version that holds the text, the mask with the least penalty.

export type QrLevel = 'L' | 'M'
/** Dark modules by row and column, without the quiet zone of four modules. */
export type QrMatrix = readonly (readonly boolean[])[]

const largest = 20
/** By version: codewords of error correction in each block, and how many blocks (ISO/IEC 18004, table 9). */
const correction: Readonly<Record<QrLevel, { readonly perBlock: readonly number[]; readonly blocks: readonly number[] }>> = {
  L: {
    perBlock: [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28],
    blocks: [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8],
  },
  M: {
    perBlock: [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26],
    blocks: [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16],
  },
}
const levelBits: Readonly<Record<QrLevel, number>> = { L: 1, M: 0 }

/** Modules of a version that carry codewords, in whole codewords. */
function rawCodewords(version: number): number {
  let modules = (16 * version + 128) * version + 64
  if (version >= 2) {
    const aligned = Math.floor(version / 7) + 2
    modules -= (25 * aligned - 10) * aligned - 55
    if (version >= 7) modules -= 36
  }
  return Math.floor(modules / 8)
}

const at = (list: readonly number[], index: number): number => list[index] ?? 0

const dataCodewords = (version: number, level: QrLevel): number =>
  rawCodewords(version) - at(correction[level].perBlock, version - 1) * at(correction[level].blocks, version - 1)

/** Multiplication in GF(256) with the polynomial of the standard, 0x11D. */
function multiply(x: number, y: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d)
    product ^= ((y >>> bit) & 1) * x
  }
  return product
}

function generator(degree: number): number[] {
  const polynomial = Array.from({ length: degree }, (_, index): number => (index === degree - 1 ? 1 : 0))
  let root = 1
  for (let step = 0; step < degree; step++) {
    for (let index = 0; index < degree; index++) polynomial[index] = multiply(at(polynomial, index), root) ^ at(polynomial, index + 1)
    root = multiply(root, 2)
  }
  return polynomial
}

/** The Reed–Solomon remainder of a block. */
export function errorCodewords(data: readonly number[], degree: number): readonly number[] {
  const divisor = generator(degree)
  const remainder = Array.from({ length: degree }, (): number => 0)
  for (const byte of data) {
    const factor = byte ^ (remainder.shift() ?? 0)
    remainder.push(0)
    for (let index = 0; index < degree; index++) remainder[index] = at(remainder, index) ^ multiply(at(divisor, index), factor)
  }
  return remainder
}

function codewordsOf(bytes: Uint8Array, version: number, level: QrLevel): readonly number[] {
  const bits: number[] = []
  const put = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit--) bits.push((value >>> bit) & 1)
  }
  const capacity = dataCodewords(version, level)
  put(4, 4)
  put(bytes.length, version < 10 ? 8 : 16)
  for (const byte of bytes) put(byte, 8)
  put(0, Math.min(4, capacity * 8 - bits.length))
  while (bits.length % 8 !== 0) bits.push(0)
  const data = Array.from({ length: bits.length / 8 }, (_, index) =>
    bits.slice(index * 8, index * 8 + 8).reduce((byte, bit) => (byte << 1) | bit, 0),
  )
  for (let pad = 0xec; data.length < capacity; pad ^= 0xec ^ 0x11) data.push(pad)
  return interleaved(data, version, level)
}

/** Blocks with their correction, read across: the longer blocks come last. */
function interleaved(data: readonly number[], version: number, level: QrLevel): readonly number[] {
  const count = at(correction[level].blocks, version - 1)
  const degree = at(correction[level].perBlock, version - 1)
  const raw = rawCodewords(version)
  const short = count - (raw % count)
  const length = Math.floor(raw / count) - degree
  let from = 0
  const blocks = Array.from({ length: count }, (_, index) => {
    const block = data.slice(from, from + length + (index < short ? 0 : 1))
    from += block.length
    return { block, check: errorCodewords(block, degree) }
  })
  const columns = Array.from({ length: length + 1 }, (_, index) => blocks.flatMap(({ block }) => block[index] ?? []))
  const checks = Array.from({ length: degree }, (_, index) => blocks.flatMap(({ check }) => check[index] ?? []))
  return [...columns, ...checks].flat()
}

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

type Grid = { readonly dark: boolean[][]; readonly fixed: boolean[][]; readonly size: number }

const set = (grid: Grid, x: number, y: number, dark: boolean): void => {
  const row = grid.dark[y]
  const known = grid.fixed[y]
  if (row === undefined || known === undefined || x < 0 || x >= grid.size) return
  row[x] = dark
  known[x] = true
}

function alignmentPlaces(version: number): readonly number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2
  const last = version * 4 + 10
  return [6, ...Array.from({ length: count - 1 }, (_, index) => last - (count - 2 - index) * step)]
}

function square(grid: Grid, centre: { readonly x: number; readonly y: number }, radius: number): void {
  for (let dy = -radius; dy <= radius; dy++)
    for (let dx = -radius; dx <= radius; dx++) {
      const ring = Math.max(Math.abs(dx), Math.abs(dy))
      set(grid, centre.x + dx, centre.y + dy, radius === 2 ? ring !== 1 : ring !== 2 && ring !== 4)
    }
}

/** Finders, timing, alignment and the version, and the place of the format. */
function frame(version: number): Grid {
  const size = version * 4 + 17
  const rows = () => Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  const grid: Grid = { dark: rows(), fixed: rows(), size }
  for (let index = 0; index < size; index++) {
    set(grid, 6, index, index % 2 === 0)
    set(grid, index, 6, index % 2 === 0)
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    square(grid, { x, y }, 4)
  const places = alignmentPlaces(version)
  const end = places.at(-1)
  for (const x of places)
    for (const y of places) if (!((x === 6 && y === 6) || (x === 6 && y === end) || (x === end && y === 6))) square(grid, { x, y }, 2)
  if (version >= 7) {
    let rest = version
    for (let step = 0; step < 12; step++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25)
    const bits = (version << 12) | rest
    for (let index = 0; index < 18; index++) {
      const dark = ((bits >>> index) & 1) === 1
      set(grid, size - 11 + (index % 3), Math.floor(index / 3), dark)
      set(grid, Math.floor(index / 3), size - 11 + (index % 3), dark)
    }
  }
  return grid
}

function writeFormat(grid: Grid, level: QrLevel, mask: number): void {
  const data = (levelBits[level] << 3) | mask
  let rest = data
  for (let step = 0; step < 10; step++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537)
  const bits = ((data << 10) | rest) ^ 0x5412
  const dark = (index: number) => ((bits >>> index) & 1) === 1
  const { size } = grid
  for (let index = 0; index < 6; index++) set(grid, 8, index, dark(index))
  set(grid, 8, 7, dark(6))
  set(grid, 8, 8, dark(7))
  set(grid, 7, 8, dark(8))
  for (let index = 9; index < 15; index++) set(grid, 14 - index, 8, dark(index))
  for (let index = 0; index < 8; index++) set(grid, size - 1 - index, 8, dark(index))
  for (let index = 8; index < 15; index++) set(grid, 8, size - 15 + index, dark(index))
  set(grid, 8, size - 8, true)
}

/** Codewords in pairs of columns from the right, up and down in turns, over what is not fixed. */
function writeData(grid: Grid, codewords: readonly number[]): void {
  let bit = 0
  for (let right = grid.size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < grid.size; step++)
      for (const x of [right, right - 1]) {
        const y = ((right + 1) & 2) === 0 ? grid.size - 1 - step : step
        const row = grid.dark[y]
        if (row === undefined || grid.fixed[y]?.[x] === true) continue
        row[x] = ((at(codewords, bit >>> 3) >>> (7 - (bit & 7))) & 1) === 1
        bit++
      }
  }
}

/** Rows or columns: long runs of one colour and patterns like a finder cost. */
function linePenalty(line: readonly boolean[]): number {
  let penalty = 0
  for (let from = 0; from < line.length; ) {
    let to = from + 1
    while (to < line.length && line[to] === line[from]) to++
    if (to - from >= 5) penalty += to - from - 2
    from = to
  }
  const text = line.map((dark) => (dark ? '1' : '0')).join('')
  for (let index = 0; index + 11 <= text.length; index++)
    if (text.startsWith('10111010000', index) || text.startsWith('00001011101', index)) penalty += 40
  return penalty
}

function penaltyOf(dark: readonly (readonly boolean[])[]): number {
  const size = dark.length
  const columns = Array.from({ length: size }, (_, x) => dark.map((row) => row[x] ?? false))
  let penalty = [...dark, ...columns].reduce((sum, line) => sum + linePenalty(line), 0)
  let count = 0
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const here = dark[y]?.[x]
      if (here === true) count++
      if (x + 1 < size && y + 1 < size && here === dark[y]?.[x + 1] && here === dark[y + 1]?.[x] && here === dark[y + 1]?.[x + 1])
        penalty += 3
    }
  return penalty + Math.floor(Math.abs(count * 20 - size * size * 10) / (size * size)) * 10
}

/** The code of UTF-8 text with one of the eight masks, or with the best; null when the text is too long for version 20. */
export function qrCode(text: string, level: QrLevel, wanted?: number): QrMatrix | null {
  const bytes = new TextEncoder().encode(text)
  let version = 1
  while (version <= largest && 4 + (version < 10 ? 8 : 16) + bytes.length * 8 > dataCodewords(version, level) * 8) version++
  if (version > largest) return null
  const codewords = codewordsOf(bytes, version, level)
  const made = (mask: number): boolean[][] => {
    const grid = frame(version)
    writeFormat(grid, level, mask)
    writeData(grid, codewords)
    return grid.dark.map((row, y) => row.map((dark, x) => (grid.fixed[y]?.[x] === true ? dark : dark !== (masks[mask]?.(x, y) ?? false))))
  }
  if (wanted !== undefined) return made(wanted)
  const all = masks.map((_, mask) => made(mask))
  return all.reduce((best, next) => (penaltyOf(next) < penaltyOf(best) ? next : best))
}

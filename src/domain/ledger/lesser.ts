// The smaller of two amounts in minor units; Math.min knows no bigint.

export function lesser(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}

// Numbering schemes as sellers configure them: `{n}` running number (with its width), `{Y}` `{y}` year, `{M}` `{m}` month with and without zero, `{d}` department.
import { type Half, halfOf, type Random } from './random.ts'

const patterns = `FV/{n}/{Y}|{n}/{M}/{Y}|FA/{n5}/{Y}|FS-{n}/{y}|{Y}/{n4}|F{Y}{M}{n4}|{n}/{d}/{Y}|FV-{Y}-{n6}|INV-{n5}|FVS/{n}/{m}/{Y}|{Y}-{M}-{n3}|{n6}|FS {n}/{d}/{M}/{Y}|A{n}/{Y}|{n4}/{Y}/FV|FV{y}{M}{n4}
  |FAK-{d}-{n}-{Y}|{n}/FV/{Y}|S/{y}/{n5}|{M}/{n}/{Y}|FVAT {n}/{m}/{y}|{n5}/{y}|FV_{n}_{M}_{Y}|2{n7}|FH/{n}/{M}/{y}/{d}|{y}/FV/{n4}|R{n}/{M}/{Y}|F/{Y}/{M}/{n4}|W-{n}/{m}/{Y}|{d}{n5}/{y}|FKS {n}/{Y}|{Y}.{n4}`
const departments = ['MAG', 'WAW', 'KRK', 'S1', 'B', 'HURT', 'GD', 'USL']

export type Scheme = {
  readonly pattern: string
  readonly monthly: boolean
  readonly department: readonly string[]
  readonly credit: string
  readonly proforma: string
}

/** The schemes of a half; `random` chooses departments and prefixes of credit notes and proformas. */
export function schemesOf(half: Half, random: Random): Scheme[] {
  return halfOf(patterns, half).map((pattern) => ({
    pattern,
    monthly: /\{[Mm]\}/.test(pattern),
    department: [random.pick(departments), random.pick(departments)],
    credit: random.pick(['KOR/{n}/{Y}', 'FK {n}/{M}/{Y}', 'KFV/{n}/{y}', '{n}/KOR/{Y}', 'K-{Y}-{n3}']),
    proforma: random.pick(['PF/{n}/{Y}', 'PRO {n}/{M}/{Y}', 'PROF-{n4}', 'ZAM/{n}/{Y}']),
  }))
}

/** The number of a pattern. */
export function numberOf(
  pattern: string,
  at: { readonly run: number; readonly year: number; readonly month: number; readonly department: string },
): string {
  return pattern.replace(/\{(n|Y|y|M|m|d)(\d?)\}/g, (_, kind: string, width: string) => {
    switch (kind) {
      case 'n':
        return at.run.toString().padStart(width === '' ? 1 : Number(width), '0')
      case 'Y':
        return at.year.toString()
      case 'y':
        return (at.year % 100).toString().padStart(2, '0')
      case 'M':
        return at.month.toString().padStart(2, '0')
      case 'm':
        return at.month.toString()
      default:
        return at.department
    }
  })
}

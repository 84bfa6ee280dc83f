// `npm run bench:matching`: right and wrong by category on the work half and the unseen half, reliability, and the speed table.
// Flags: --quick (one case a half, speed up to 100k), --no-speed, --calibration (raw points for calibration.ts).
import { type Count, count, reliability, type Sample, samplesOf } from './measure.ts'
import { matchingCase } from './payments.ts'
import type { Half } from './random.ts'
import { printSpeed } from './speed.ts'

const flags = new Set(process.argv.slice(2))
const quick = flags.has('--quick')
const size = { sellers: 4, customers: 110, perMonth: 75 }
const seeds: Readonly<Record<Half, readonly number[]>> = quick
  ? { work: [1], unseen: [101] }
  : { work: [1, 2, 3, 4], unseen: [101, 102, 103, 104] }

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`)

function printCounts(counts: ReadonlyMap<string, Count>): void {
  console.log('category              payments  posted   right  wrong  suggested   right')
  for (const [name, row] of [...counts].filter(([each]) => each !== 'all').sort(([a], [b]) => (a < b ? -1 : 1))) {
    console.log(
      name.padEnd(20),
      `${row.payments}`.padStart(9),
      `${row.posted}`.padStart(7),
      `${row.postedRight}`.padStart(7),
      `${row.posted - row.postedRight}`.padStart(6),
      `${row.suggested}`.padStart(10),
      `${row.suggestedRight}`.padStart(7),
    )
  }
  const all = counts.get('all')
  if (all === undefined) return
  console.log(`payments ${all.payments}, of which ${all.matchable} settle an invoice`)
  console.log(`precision of what is posted  ${percent(all.postedRight, all.posted)}   wrong: ${all.posted - all.postedRight}`)
  console.log(`straight-through rate        ${percent(all.postedRight, all.matchable)}`)
  console.log(`with the first suggestion    ${percent(all.postedRight + all.suggestedRight, all.matchable)}`)
}

function printReliability(title: string, samples: readonly Sample[]): void {
  const { bins, error } = reliability(samples)
  console.log(`\nreliability, ${title} (${samples.length}): expected calibration error ${error.toFixed(4)}`)
  console.log('probability    count     said   came true')
  for (const bin of bins) {
    if (bin.count > 0)
      console.log(
        `${bin.from.toFixed(1)}–${bin.to.toFixed(1)}`.padEnd(10),
        `${bin.count}`.padStart(9),
        (bin.sum / bin.count).toFixed(4).padStart(8),
        (bin.right / bin.count).toFixed(4).padStart(11),
      )
  }
}

for (const half of ['work', 'unseen'] as const) {
  const counts = new Map<string, Count>()
  const all: Sample[] = []
  for (const seed of seeds[half]) {
    const { samples, truth } = samplesOf(matchingCase(seed, half, size))
    count(counts, samples, truth)
    all.push(...samples)
  }
  console.log(`\n== ${half} half, seeds ${seeds[half].join(', ')}`)
  printCounts(counts)
  printReliability(
    'proposals',
    all.filter((sample) => sample.decision.allocations.length > 0),
  )
  printReliability('all decisions', all)
}
if (!flags.has('--no-speed')) printSpeed(quick ? 100_000 : 1_000_000)

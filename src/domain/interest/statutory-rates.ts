// Statutory interest for late payment in Poland. A new row is added when the rate is announced; none is ever guessed.
import { day } from '#values/day'
import type { Certainty, RateRow, RateTable } from './rate-table.ts'

const row = (from: string, percent: string, certainty: Certainty, source: string): RateRow => ({
  from: day(from),
  basisPoints: Number(percent.replace('.', '')),
  certainty,
  source,
})

/** Reference rate of 1 January or 1 July plus 10 points, plus 8 until 2019 (Act of 8 March 2013 on late payment, art. 4 pkt 3, 11b). */
export const commercialRates: RateTable = {
  id: 'commercial',
  knownThrough: day('2026-12-31'),
  rows: [
    row('2016-01-01', '9.50', 'published', 'NBP 1.50 % + 8'),
    row('2020-01-01', '11.50', 'to-confirm', 'NBP 1.50 % + 10'),
    row('2020-07-01', '10.10', 'published', 'NBP 0.10 % + 10'),
    row('2022-01-01', '11.75', 'published', 'NBP 1.75 % + 10'),
    row('2022-07-01', '16.00', 'to-confirm', 'NBP 6.00 % + 10'),
    row('2023-01-01', '16.75', 'to-confirm', 'NBP 6.75 % + 10'),
    row('2024-01-01', '15.75', 'to-confirm', 'NBP 5.75 % + 10'),
    row('2025-01-01', '15.75', 'derived', 'NBP 5.75 % + 10'),
    row('2025-07-01', '15.25', 'derived', 'M.P. 2025 poz. 602'),
    row('2026-01-01', '14.00', 'published', 'NBP 4.00 % + 10'),
    row('2026-07-01', '13.75', 'published', 'M.P. 2026 poz. 642'),
  ],
}

/** Owed by a public body that is a medical entity: the reference rate plus 8 points (the same Act, art. 4 pkt 3). */
export const commercialMedicalPublicRates: RateTable = {
  id: 'commercial-medical-public',
  knownThrough: day('2026-12-31'),
  rows: [
    row('2016-01-01', '9.50', 'published', 'NBP 1.50 % + 8'),
    row('2020-01-01', '9.50', 'to-confirm', 'NBP 1.50 % + 8'),
    row('2020-07-01', '8.10', 'published', 'NBP 0.10 % + 8'),
    row('2022-01-01', '9.75', 'published', 'NBP 1.75 % + 8'),
    row('2022-07-01', '14.00', 'to-confirm', 'NBP 6.00 % + 8'),
    row('2023-01-01', '14.75', 'to-confirm', 'NBP 6.75 % + 8'),
    row('2024-01-01', '13.75', 'to-confirm', 'NBP 5.75 % + 8'),
    row('2025-01-01', '13.75', 'derived', 'NBP 5.75 % + 8'),
    row('2025-07-01', '13.25', 'derived', 'M.P. 2025 poz. 602'),
    row('2026-01-01', '12.00', 'published', 'NBP 4.00 % + 8'),
    row('2026-07-01', '11.75', 'published', 'M.P. 2026 poz. 642'),
  ],
}

/**
 * Between others: the reference rate of the day plus 5.5 points (Civil Code art. 481 § 2), changing on the day the reference rate changes.
 * Known through 1 July 2026, the last day for which a reference rate (3.75 %) was read.
 */
export const civilRates: RateTable = {
  id: 'civil',
  knownThrough: day('2026-07-01'),
  rows: [
    row('2016-01-01', '7.00', 'published', 'NBP 1.50 % + 5.5'),
    row('2020-03-18', '6.50', 'published', 'NBP 1.00 % + 5.5'),
    row('2020-04-09', '6.00', 'published', 'NBP 0.50 % + 5.5'),
    row('2020-05-29', '5.60', 'published', 'NBP 0.10 % + 5.5'),
    row('2021-10-07', '6.00', 'published', 'NBP 0.50 % + 5.5'),
    row('2021-11-04', '6.75', 'published', 'NBP 1.25 % + 5.5'),
    row('2021-12-09', '7.25', 'to-confirm', 'NBP 1.75 % + 5.5'),
    row('2022-01-05', '7.75', 'to-confirm', 'NBP 2.25 % + 5.5'),
    row('2022-02-09', '8.25', 'published', 'NBP 2.75 % + 5.5'),
    row('2022-03-09', '9.00', 'published', 'NBP 3.50 % + 5.5'),
    row('2022-04-07', '10.00', 'published', 'NBP 4.50 % + 5.5'),
    row('2022-05-06', '10.75', 'to-confirm', 'NBP 5.25 % + 5.5'),
    row('2022-06-09', '11.50', 'to-confirm', 'NBP 6.00 % + 5.5'),
    row('2022-07-08', '12.00', 'published', 'NBP 6.50 % + 5.5'),
    row('2022-09-08', '12.25', 'to-confirm', 'NBP 6.75 % + 5.5'),
    row('2023-09-07', '11.50', 'to-confirm', 'NBP 6.00 % + 5.5'),
    row('2023-10-05', '11.25', 'to-confirm', 'NBP 5.75 % + 5.5'),
    row('2025-05-08', '10.75', 'to-confirm', 'NBP 5.25 % + 5.5'),
    row('2025-07-03', '10.50', 'to-confirm', 'NBP 5.00 % + 5.5'),
    row('2025-09-04', '10.25', 'to-confirm', 'NBP 4.75 % + 5.5'),
    row('2025-10-09', '10.00', 'published', 'NBP 4.50 % + 5.5'),
    row('2025-11-06', '9.75', 'published', 'NBP 4.25 % + 5.5'),
    row('2025-12-04', '9.50', 'to-confirm', 'NBP 4.00 % + 5.5'),
    row('2026-03-05', '9.25', 'published', 'NBP 3.75 % + 5.5'),
  ],
}

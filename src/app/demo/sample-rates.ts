// Exchange rates of the sample firm: invented like its customers, in the shape of the yearly archive of NBP, and named as a demonstration in each line.
import { isBusinessDay } from '#domain/calendar/business-days'
import { addDays, type Day } from '#values/day'

const comma = (tenThousandths: number): string =>
  `${Math.floor(tenThousandths / 10_000)},${String(tenThousandths % 10_000).padStart(4, '0')}`

/** A slow wave around a level, the same for the same day. */
const rateOn = (level: number, day: number): string => comma(level + Math.round(450 * Math.sin(day / 23) + 120 * Math.sin(day / 5)))

/** One line each business day, as `flows/load-rates` takes them in. */
export function sampleRates(from: Day, to: Day): Uint8Array {
  const lines = ['data;1USD;1EUR;nr tabeli;pełny numer tabeli;', ';dolar amerykański;euro;;kursy demonstracyjne;']
  for (let on = from, at = 0; on <= to; on = addDays(on, 1), at++)
    if (isBusinessDay(on)) lines.push(`${on.replaceAll('-', '')};${rateOn(36_800, at + 40)};${rateOn(42_600, at)};DEMO;DEMO/${on};`)
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n`)
}

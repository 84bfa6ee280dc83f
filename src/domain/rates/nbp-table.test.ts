import { expect, test } from 'vitest'
import { EUR } from '#values/currency'
import { day } from '#values/day'
import { nbpTable } from './nbp-table.ts'

const text = [
  'data;1THB;1USD;1EUR;100HUF;nr tabeli;pełny numer tabeli;',
  ';bat (Tajlandia);dolar amerykański;euro;forint (Węgry);;;',
  '20261118;0,1121;3,6512;4,2431;1,1012;223;223/A/NBP/2026;',
  '20261119;0,1119;3,6488;4,2405;1,1009;224;224/A/NBP/2026;',
  '',
  'kod ISO;THB;USD;EUR;HUF;;;',
].join('\r\n')

test('each day and currency of the archive becomes a rate in ten-thousandths', () => {
  const table = nbpTable(text)
  expect(table?.rates).toHaveLength(8)
  expect(table?.rates.filter((rate) => rate.currency === EUR)).toEqual([
    { currency: EUR, on: day('2026-11-18'), tenThousandths: 42_431n, per: 1n },
    { currency: EUR, on: day('2026-11-19'), tenThousandths: 42_405n, per: 1n },
  ])
})

test('a currency quoted by the hundred keeps its unit and is not rounded; a unit or a currency that nobody knows is named', () => {
  expect(nbpTable(text)?.rates.filter((rate) => rate.currency === 'HUF')).toEqual([
    { currency: 'HUF', on: day('2026-11-18'), tenThousandths: 11_012n, per: 100n },
    { currency: 'HUF', on: day('2026-11-19'), tenThousandths: 11_009n, per: 100n },
  ])
  expect(nbpTable(text)?.leftOut).toEqual([])
  expect(nbpTable('data;1EUR;12JPY;1QQQ\n20261119;4,2405;0,2345;1,0000')).toMatchObject({
    leftOut: ['JPY', 'QQQ'],
    rates: [{ currency: EUR }],
  })
})

test('a text that is no table of the bank is none', () => {
  expect(nbpTable('')).toBeNull()
  expect(nbpTable('Data;Opis;Kwota\n2026-11-19;x;1,00')).toBeNull()
  expect(nbpTable('data;1EUR\n20261341;4,2431')).toBeNull()
})

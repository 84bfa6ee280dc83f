// Invented names of firms, people, streets and goods for the sample company.
import { type Iban, ibanOfBban } from '#values/iban'
import { type Nip, parseNip } from '#values/nip'
import { foldText } from '#values/plain-text'
import type { Random } from './random.ts'

const trades = [
  'Instalacje',
  'Oświetlenie',
  'Dźwigi',
  'Stolarnia',
  'Piekarnia',
  'Termika',
  'Ślusarstwo',
  'Kamieniarstwo',
  'Drukarnia',
  'Hurtownia',
  'Ogrodnictwo',
  'Budownictwo',
  'Autoserwis',
  'Apteka',
  'Hotel',
  'Zakład Elektryczny',
  'Grupa Montażowa',
  'Fabryka Mebli',
  'Przychodnia',
  'Biuro Rachunkowe',
]
const marks = [
  'Wrzos',
  'Perkoz',
  'Świerk',
  'Radunia',
  'Jarzębina',
  'Bielik',
  'Łącznik',
  'Żuraw',
  'Kaszubskie',
  'Nadolice',
  'Błonie',
  'Malwa',
  'Rogal',
  'Piaskowscy',
  'Olszyna',
  'Dąbrowa',
  'Źródło',
  'Mazury',
  'Wisełka',
  'Zalesie',
  'Cyprys',
  'Górnik',
  'Tęcza',
  'Śnieżka',
  'Pomorze',
  'Skała',
  'Orzeł',
  'Bursztyn',
  'Kłos',
  'Młyn',
]
const forms = ['sp. z o.o.', 'sp. z o.o.', 'sp. z o.o.', 'sp.j.', 'S.A.', 's.c.', 'sp. z o.o. sp.k.']
const firstNames = [
  'Anna',
  'Marek',
  'Halina',
  'Krzysztof',
  'Żaneta',
  'Łukasz',
  'Grażyna',
  'Paweł',
  'Małgorzata',
  'Stanisław',
  'Agnieszka',
  'Zbigniew',
]
const surnames = ['Żółtowska', 'Gąsior', 'Wójtowicz', 'Zych', 'Błaszczyk', 'Król', 'Sikora', 'Dudek', 'Wrona', 'Czajka', 'Lis', 'Pająk']
const streets = ['Kościuszki', 'Polna', 'Długa', 'Słoneczna', 'Łąkowa', 'Portowa', 'Młyńska', 'Świętojańska']
const towns = [
  '80-001 Gdańsk',
  '81-300 Gdynia',
  '84-200 Wejherowo',
  '83-000 Pruszcz Gdański',
  '60-101 Poznań',
  '30-002 Kraków',
  '90-001 Łódź',
  '50-070 Wrocław',
]
const goods = [
  ['Oprawa LED 60×60', 'Oświetlenie'],
  ['Przewód YDY 3×2,5', 'Przewody'],
  ['Rozdzielnica 24M', 'Rozdzielnice'],
  ['Montaż instalacji', 'Usługi'],
  ['Przegląd okresowy', 'Usługi'],
  ['Wyłącznik różnicowy', 'Aparatura'],
  ['Taśma LED 5 m', 'Oświetlenie'],
  ['Kabel ziemny YKY', 'Przewody'],
] as const
const sortCodes = ['10501025', '10901014', '11402004', '11602202', '12401037', '24900005', '20300045', '10201068']

/** A tax number with a right check digit. */
export function inventNip(random: Random): Nip {
  for (;;) {
    const nine = Array.from({ length: 9 }, (_, i) => (i < 3 ? random.between(1, 9) : random.between(0, 9))).join('')
    for (let check = 0; check < 10; check++) {
      const nip = parseNip(`${nine}${check}`)
      if (nip !== null) return nip
    }
  }
}

/** A Polish account of an existing bank's sort code with right check digits. */
export const inventAccount = (random: Random): Iban =>
  ibanOfBban('PL', random.pick(sortCodes) + Array.from({ length: 16 }, () => random.between(0, 9)).join(''))

export const inventPerson = (random: Random): string => `${random.pick(firstNames)} ${random.pick(surnames)}`

/** A firm, or in one case of six a person's business. */
export function inventFirm(random: Random): string {
  if (random.chance(1 / 6)) return `PHU ${random.pick(marks)} ${inventPerson(random)}`
  return `${random.pick(trades)} ${random.pick(marks)} ${random.pick(forms)}`
}

export const inventAddress = (random: Random): string => `ul. ${random.pick(streets)} ${random.between(1, 180)}, ${random.pick(towns)}`

export const inventEmail = (name: string): string =>
  `ksiegowosc@${foldText(name)
    .toLowerCase()
    .replace(/\b(sp|z|o|oo|j|k|sa|sc|s|a|c|phu)\b/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')}.example`

export const inventGoods = (random: Random): { name: string; category: string } => {
  const [name, category] = random.pick(goods)
  return { name, category }
}

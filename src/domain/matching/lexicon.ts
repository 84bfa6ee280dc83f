// Words of Polish and English titles that change what a number or a payment means; stems without diacritics.
import type { MatchKind } from './types.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Words that name an invoice and so carry no prefix of their own. */
export const invoiceWords =
  words(`F FV FA FAK FAKT FAKTURA FAKTURE FAKTURY FAKTUR FAKTUROM FAKTURZE FAKTURKA FVAT VAT FRA FRY RA RE NR NRY NUMER NUMERY NUMERU NUM N NO INV INVOICE INVOICES
  INVS BILL DOK DOKUMENT DOKUMENTU RACH RACHUNEK RACHUNKI RACHUNKU TYT TYTULEM ZA DO ZAPLATA ZAPLATY PLATNOSC PLATNOSCI PRZELEW OPLATA NALEZNOSC FS FVS FAVAT FKT FACT RG RECHNUNG`)

/** Words that ask to subtract what follows. */
export const creditStems = [
  'KOR',
  'MINUS',
  'POMNIEJSZ',
  'POTRAC',
  'KOMPENS',
  'ODJAC',
  'ODLICZ',
  'UZNAN',
  'LESS',
  'CREDIT',
  'KFV',
  'KFS',
  'FK',
]

const dateWords = words('DNIA DN DZIEN DATA DATY DATE DATED TERMIN TERMINIE TERM TERMINU WYSTAWIONA WYSTAWIONEJ WYST SPRZEDAZY Z ZDNIA')
const contractStems =
  `UMOW ZAMOW ZLECEN KONTRAKT OFERT ORDER CONTRACT PROJEKT PARAGON REKLAMAC SPRAW SYGN KLIENT LICZNIK DOSTAW TELEFON REZERWAC BOOKING PACZK PRZESYLK DEKLARAC
  DECYZ WNIOS ANEKS TRANSAKC KONTRAH CUSTOMER ROZDZ BUDOW INWEST AGREEMENT DELIVERY POLIS KOSZTORYS PROTOKOL ABONENT MAGAZYN`
    .trim()
    .split(/\s+/)
const contractWords = words(
  'UM ZAM ZLEC ZL WZ PO PZ ZK KM TEL ID PESEL REGON KRS NRB IBAN CMR AKT OP KONTO LIST NIP PPE LOKAL LOK SO ODB REF MPK ZLECENIA',
)
const periodStems = ['OKRES', 'MIESIA', 'KWARTA', 'ABONAM', 'CZYNSZ', 'PERIOD', 'MONTH']
const periodWords = words('MC MIES M-C ZAOKRES')

const startsWithAny = (word: string, stems: readonly string[]): boolean => stems.some((stem) => word.startsWith(stem))

export const introducesDate = (word: string): boolean => dateWords.has(word)
export const introducesContract = (word: string): boolean =>
  contractWords.has(word) || (word.length > 3 && startsWithAny(word, contractStems))
export const introducesPeriod = (word: string): boolean => periodWords.has(word) || startsWithAny(word, periodStems)
export const asksToSubtract = (word: string): boolean => startsWithAny(word, creditStems)

/** Words of an instalment or a part of what is due. */
export const saysPart =
  /\b(RATA|RATY|RAT|CZESC|CZESCI|CZESCIOW\w*|CZ|ZALICZK\w*|PART|PARTIAL|INSTAL\w*|I+ RATA|RESZTA|RESZTY|DOPLATA|POZOSTAL\w*|ADVANCE|DEPOSIT|ZADATEK)\b/
export const saysAll = /\b(CALOSC|WSZYSTKI\w*|SALDO|SALDA|ROZLICZENI\w* SALDA|WG SALDA|ZALEGL\w*|ALL|BALANCE)\b/
export const saysDiscount = /\b(SKONT\w*|RABAT\w*|DISCOUNT|BONUS\w*)\b/
export const saysAdvance = /\b(PRO ?-?FORM\w*|PRZEDPLAT\w*|ZALICZK\w*|PF|PREPAY\w*|ADVANCE|ZADATEK)\b/

type NotCustomer = { readonly kind: MatchKind; readonly title: RegExp; readonly blocks: boolean }

/** Titles of money that settles nothing. Those that block do so even beside an invoice number: a refund names the invoice it comes from. */
export const notCustomerTitles: readonly NotCustomer[] = [
  {
    kind: 'own-transfer',
    blocks: true,
    title:
      /WPLAT\w* WLASN|SRODK\w* WLASN|PRZELEW\w* WLASN|TRANSFER WLASN|PRZEKAZANIE WLASN|PRZEKSIEGOWAN|PRZELEW\w* WEWN|MIEDZY (RACHUNK|KONT)|ZASIL\w+ (RACHUNK|KONT|KAS)|\bOWN (TRANSFER|FUNDS|ACCOUNT|MONEY)|INTERNAL TRANSFER|DOKAPITALIZ|DOPLAT\w* (WSPOLNIK|DO KAPITAL)|KAPITAL ZAKLADOW|WKLAD WLASN|PRZELEW MIEDZY|PRZENIESIENIE SRODK|TRANSFER BETWEEN/,
  },
  {
    kind: 'tax',
    blocks: true,
    title:
      /ZWROT\w* (NADPLAT\w* )?(PODATK|VAT|PIT|CIT|AKCYZ)|NADPLAT\w* (PODATK|VAT|PIT|CIT|W VAT|Z TYTULU)|PODATEK (DOCHOD|OD|VAT)|\/TI\/|SYMBOL FORM|TAX REFUND|VAT REFUND|DOTACJ|SUBWENCJ|DOFINANSOW|REFUNDACJ|PFRON|ZASIL(EK|KU|KI)\b|SKLADK\w* (ZUS|ZDROW|SPOL)|SUBSID|\bGRANT\b|SWIADCZEN\w* POST/,
  },
  {
    kind: 'refund',
    blocks: true,
    title:
      /\bZWROT|\bZWRACAM|\bREFUND|KAUCJ|WADIUM|CHARGEBACK|ODSZKODOWAN|\bSTORNO|RETURN OF|WYPLATA (ZWROT|ODSZK|POLIS)|\bREIMBURS|SECURITY DEPOSIT|OMYLKOW|POMYLKOW|BLEDN\w* PRZELEW|MYLNY PRZELEW/,
  },
  { kind: 'loan', blocks: true, title: /POZYCZK|KREDYT|TRANSZ|\bLOAN\b|URUCHOMIENIE LIMIT|FACILITY DRAWDOWN|LEASING ?ZWROT/ },
  {
    kind: 'interest',
    blocks: false,
    title: /ODSETK|KAPITALIZ|LOKAT|\bINTEREST\b|DYWIDEND|DIVIDEND|OBLIGACJ|CASHBACK|PREMIA (BANK|ZA)|PREMIA MONEY/,
  },
  { kind: 'cash', blocks: false, title: /WPLAT\w* GOTOWK|WPLAT\w* (Z|DO) KAS|WPLATOMAT|UTARG|CASH DEPOSIT|WPLATA WLASNA|GOTOWKOW/ },
  {
    kind: 'payout',
    blocks: true,
    title:
      /\bWYPLAT\w* (SRODK|Z |NR|\d|[A-Z]\d)|^\W*WYPLATA\b|\bPAYOUT|SETTLEMENT(?! OF)|ROZLICZENI\w* (TRANSAKC|OPERAC|PLATNOSC\w* (KART|ELEKTR|ONLINE|INTERN))|TRANSAKCJ\w* (KART|Z DNIA|BLIK)|PLATNOSCI (KART|INTERNET|ONLINE|ELEKTRON)|PRZELEW ZBIORCZ|TRANSFER FROM (PAYPAL|STRIPE)|UZNANIE KARTY|\bTERMINAL|\bCOD\b|POBRANI|BATCH \d/,
  },
  {
    kind: 'unrelated',
    blocks: false,
    title:
      /WYNAGRODZEN|\bPENSJ|ALIMENT|DAROWIZN|NAGROD|WYGRAN|STYPEND|\bSALARY|PREZENT|URODZIN|\bDONATION|SPRZEDAZ (AUTA|SAMOCHODU|UDZIAL|AKCJI|WALUT)|WYMIANA WALUT|CURRENCY EXCHANGE|FOREX|SPADEK|SPADKU|KOMORNI|ZAJECI|UBEZPIECZEN|SZKOD|\bNUMER SZKODY/,
  },
]

/** Payment institutions whose transfers gather many customers' payments. */
export const gatewayNames =
  /\b(PAYU|STRIPE|PRZELEWY ?24|PAYPRO|TPAY|KRAJOWY INTEGRATOR|DOTPAY|PAYPAL|BLUE MEDIA|AUTOPAY|ADYEN|IMOJE|PAYNOW|SUMUP|ALLEGRO|ESERVICE|ELAVON|WORLDLINE|POLCARD|FISERV|FIRST DATA|KLARNA|MOLLIE|BRAINTREE|HOTPAY|CASHBILL|PAYTEN|TWISTO|PAYPO|ZETTLE|IZETTLE|GOCARDLESS|CHECKOUT COM|NUVEI|NEXI|SHOPER PAYMENTS|SHOPIFY|AMAZON PAYMENTS|SQUARE|PAYSAFE|SKRILL|DPAY|PAYLANE|ESPAGO|SIMPAY|AXEPTA|PAYEYE|CENTRUM ROZLICZEN ELEKTRONICZNYCH|POLSKIE EPLATNOSCI|PEP S A|INPOST|DPD|DHL|GLS|UPS|FEDEX|POCZTA POLSKA|BILLBIRD|TRUSTLY|VIVA WALLET|VIVA PAYMENTS|EVO PAYMENTS|MYPOS|REVOLUT PAYMENTS|PLANET PAY|UBER|BOLT|GLOVO|WOLT|BOOKING COM|AIRBNB|EMPIK|ERLI|AMAZON)\b/
/** Institutions whose money is not for invoices unless they are customers. */
export const institutionNames =
  /\b(URZAD SKARBOWY|IZBA ADMINISTRACJI|IZBA SKARBOWA|KRAJOWA ADMINISTRACJA SKARBOWA|ZAKLAD UBEZPIECZEN SPOLECZNYCH|ZUS|URZAD PRACY|PFR|POLSKI FUNDUSZ ROZWOJU|ARIMR|BANK|PZU|WARTA|ERGO HESTIA|UNIQA|ALLIANZ|GENERALI|COMPENSA|KRUS|PFRON|MINISTERSTWO|SAD REJONOWY|SAD OKREGOWY|KOMORNIK|LEASING|TOWARZYSTWO UBEZPIECZEN|KANTOR|CINKCIARZ)\b/

const months: readonly (readonly string[])[] = [
  ['STYCZ', 'JANUAR'],
  ['LUTY', 'LUTEGO', 'LUTYM', 'FEBRUAR'],
  ['MARZEC', 'MARCA', 'MARCU', 'MARCH'],
  ['KWIE', 'APRIL'],
  ['MAJ', 'MAY'],
  ['CZERW', 'JUNE'],
  ['LIPIEC', 'LIPCA', 'LIPCU', 'JULY'],
  ['SIERP', 'AUGUST'],
  ['WRZES', 'SEPTEMB'],
  ['PAZDZ', 'OCTOB'],
  ['LISTOPAD', 'NOVEMB'],
  ['GRUD', 'DECEMB'],
]

/** The month 1–12 that a word names in any case, 0 for other words. */
export function monthOfWord(word: string): number {
  if (word.length < 3) return 0
  const at = months.findIndex((stems) =>
    stems.some((stem) => (stem === 'MAJ' ? /^MAJ(A|U|EM)?$/.test(word) : stem === 'MAY' ? word === 'MAY' : word.startsWith(stem))),
  )
  return at + 1
}

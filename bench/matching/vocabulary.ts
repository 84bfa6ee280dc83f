// Words that the cases are made of, split into a half for work and an unseen one.
import { type Half, halfOf } from './random.ts'

const firmStems = `Brzoza|Cedr|Wektor|Krystal|Zefir|Arktos|Polmet|Sigma|Termo|Hydro|Agat|Onyks|Bursztyn|Jaskółka|Żubr|Orzeł|Wierzba|Świerk|Mazowia|Śląsk|Pomorze|Karpaty|Tatry|Beskid|Dunajec
  |Odra|Noteć|Bałtyk|Gród|Kasztel|Vistula|Ekspert|Progres|Lider|Optima|Maksimum|Astra|Kometa|Saturn|Merkury|Neptun|Atlas|Tytan|Granit|Bazalt|Marmur|Szafir|Rubin|Topaz|Kwarc|Młyn|Źródło|Ćma|Jeżyna`
const firmTails = `Instal|Invest|Logistic|Foods|Pak|Metal|Elektro|Dom|Net|Soft|Print|Chem|Pharma|Drew|Meble|Okna|Dach|Bruk|Klima|Auto|Moto|Gaz|Energia|Solar|Media|Event|Edu|Fit|Kids|Moda|Szkło|Papier`
const firmKinds = `Zakłady Mięsne|Przedsiębiorstwo Robót Drogowych|Wytwórnia Pasz|Fabryka Mebli|Piekarnia|Drukarnia|Spółdzielnia Mleczarska|Tartak|Browar|Szkoła Podstawowa nr 7 w|Gmina|Wspólnota Mieszkaniowa Lipowa 4|Przychodnia|Hotel|Instytut|Fundacja|Apteka|Restauracja`
const firstNames = `Krzysztof|Barbara|Zbigniew|Grażyna|Wojciech|Renata|Rafał|Iwona|Grzegorz|Elżbieta|Mariusz|Beata|Dariusz|Dorota|Przemysław|Monika|Sławomir|Sylwia|Bartłomiej|Aleksandra|Radosław|Natalia|Mirosław|Justyna|Stanisław|Urszula`
const surnames = `Jabłoński|Pawlak|Wróbel|Głowacka|Sikora|Baran|Rutkowska|Michalak|Szewczyk|Ostrowska|Tomaszewski|Pietrzak|Marciniak|Wróblewska|Zalewski|Jakubowska|Sadowski|Duda|Bąk|Wilk|Chmielewska|Borkowski|Włodarczyk|Sokołowska|Kubiak|Szczepański|Kaczmarek|Kołodziej|Urbańska|Cieślak|Maciejewska|Brzeziński`
const jdgTrades = `Usługi Ogólnobudowlane|PHU|Zakład Stolarski|Auto Serwis|Salon Fryzjerski|FHU|Kancelaria Adwokacka|Firma Handlowa|Gabinet Stomatologiczny|Pracownia Projektowa|P.P.H.U.|Mechanika Pojazdowa|Kwiaciarnia|Biuro Nieruchomości|Instalacje Elektryczne|Cukiernia`
const legalForms = `sp. z o.o.|S.A.|Spółka z ograniczoną odpowiedzialnością|sp.k.|spółka komandytowa|s.c.|sp.j.|P.S.A.|spółka akcyjna|sp. z o.o. sp.k.`
const foreignForms = `GmbH|s.r.o.|AG|UAB|B.V.|Oy|SIA|S.r.l.|Ltd|SAS`
const streets = `Mickiewicza|Sienkiewicza|3 Maja|Kolejowa|Ogrodowa|Piłsudskiego|Leśna|Szkolna|Lipowa|Przemysłowa|Wojska Polskiego|Kwiatowa`
const cities = `Rzeszów|Lublin|Białystok|Toruń|Bydgoszcz|Kielce|Opole|Zielona Góra|Radom|Częstochowa|Gliwice|Gdynia|Szczecin|Olsztyn`

const before = `Zapłata faktury|za|FV|Płatność za fakturę nr|dot.|przelew|Fakt.|należność z faktury|tytułem faktury|zgodnie z fakturą|F-ra|Wpłata za FA|regulacja faktury|opłata za|FVAT|nr faktury|Payment for invoice|invoice no.|spłata|wg faktury|zapł. za f-rę|rozliczenie FV|Tytułem:|faktura VAT nr`
const after = `pozdrawiamy|- dziękujemy|usługi|zgodnie z umową|dostawa towaru|/ księgowość|(całość)|terminowo|materiały budowlane|towar|za naprawę|prosimy o potwierdzenie|serwis|transport|proszę o WZ|zgodnie z zamówieniem`
const blank = `należność|rozliczenie|przelew środków|za towar|wpłata|opłata|zgodnie z fakturą|regulacja należności|zapłata|tytułem|za fakturę|uregulowanie należności|faktura VAT|należności|invoice payment|bez tytułu|przelew krajowy|płatność za usługi|spłata należności|zapłata za towar`
const subscription = `czynsz|opłata miesięczna|obsługa|internet|najem|ryczałt|usługa stała|hosting|serwis miesięczny|licencja`
const noise = `Przeksięgowanie|zwrot podatku VAT za I kwartał|zasilenie konta|wpłata z kasy|kapitalizacja odsetek|zwrot zaliczki|Odsetki od środków|uruchomienie kredytu|dotacja celowa|odszkodowanie szkoda 2025/88123|przelew wewnętrzny|zwrot wadium przetarg 12/2025|dywidenda|transza kredytu K/123/2025|refundacja wynagrodzeń PUP|zwrot kaucji za lokal|zwrot za reklamację RMA 8812|lokata terminowa zerwanie|wpłata gotówkowa|zwrot nadpłaty|transfer własny|zwrot nienależnie pobranej opłaty|pożyczka od wspólnika|darowizna|nadpłata PIT-36|zwrot towaru|dofinansowanie PFRON|dopłata wspólnika|prowizja zwrot|zwrot kosztów podróży`
const noisePayers = `PIERWSZY URZĄD SKARBOWY|mBank S.A.|TUIR WARTA S.A.|PKO LEASING S.A.|DRUGI URZĄD SKARBOWY W KIELCACH|ZAKŁAD UBEZPIECZEŃ SPOŁECZNYCH|POWIATOWY URZĄD PRACY|SANTANDER BANK POLSKA|PZU SA|ALLEGRO SP. Z O.O.|ORANGE POLSKA S.A.|STAROSTWO POWIATOWE`
const gateways = `PayPro S.A.|Tpay S.A.|Krajowy Integrator Płatności S.A.|PayPal (Europe) S.a r.l.|Autopay S.A.|Adyen N.V.|SumUp Limited|eService sp. z o.o.|First Data Polska S.A.|Przelewy24`
const payouts = `Wypłata środków|P24 payout 88123/2025|settlement 20250312|rozliczenie transakcji|WYPLATA NR 4411/25|batch 991|transakcje kartowe z dnia 2025-03-12|przelew zbiorczy 17/03/2025`
const contracts = `umowa nr|zam.|zamówienie|zlecenie nr|kontrakt|wg umowy|PO|nr klienta|oferta|projekt`
const listLinks = `, | i |; | oraz | + |,| & |/ `
const lessWords = `minus|po potrąceniu|- korekta|pomniejszone o|kompensata z|less|odjęto|z uwzgl. korekty`
const partWords = `część|I rata|zaliczka do|wpłata częściowa|2 rata|rata 3|cz. 1|częściowa zapłata`
const parties = `Faktoring Polska S.A.|BIURO RACHUNKOWE LICZYDŁO|KAPITAŁ FINANSE SP. Z O.O.|GRUPA KAPITAŁOWA DELFIN S.A.|Bibby Factor|COFACE POLAND FACTORING|MAŁGORZATA STĘPIEŃ|TADEUSZ KRUK`

const lists = {
  firmStems,
  firmTails,
  firmKinds,
  firstNames,
  surnames,
  jdgTrades,
  legalForms,
  foreignForms,
  streets,
  cities,
  before,
  after,
  blank,
  subscription,
  noise,
  noisePayers,
  gateways,
  payouts,
  contracts,
  lessWords,
  partWords,
  parties,
}

export type Vocabulary = Readonly<Record<keyof typeof lists, readonly string[]>> & { readonly listLinks: readonly string[] }

/** The words of one half. */
export function vocabularyOf(half: Half): Vocabulary {
  const of = (name: keyof typeof lists): readonly string[] => halfOf(lists[name], half)
  return {
    firmStems: of('firmStems'),
    firmTails: of('firmTails'),
    firmKinds: of('firmKinds'),
    firstNames: of('firstNames'),
    surnames: of('surnames'),
    jdgTrades: of('jdgTrades'),
    legalForms: of('legalForms'),
    foreignForms: of('foreignForms'),
    streets: of('streets'),
    cities: of('cities'),
    before: of('before'),
    after: of('after'),
    blank: of('blank'),
    subscription: of('subscription'),
    noise: of('noise'),
    noisePayers: of('noisePayers'),
    gateways: of('gateways'),
    payouts: of('payouts'),
    contracts: of('contracts'),
    lessWords: of('lessWords'),
    partWords: of('partWords'),
    parties: of('parties'),
    listLinks: listLinks.split('|').filter((_, at) => (at % 2 === 0) === (half === 'work')),
  }
}

// One small right file for each invoice format, as the ground from which broken ones are made. Numbers, names and accounts are invented.
import iconv from 'iconv-lite'
import { rowsXml, workbookParts, zipOf } from './workbook.ts'

const party = '<NIP>5842751979</NIP><Nazwa>Zieleń Miejska Sp. z o.o.</Nazwa>'

const fa = `<?xml version="1.0" encoding="UTF-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/"><Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza></Naglowek>
<Podmiot1><DaneIdentyfikacyjne><NIP>5265877635</NIP><Nazwa>Jantar</Nazwa></DaneIdentyfikacyjne></Podmiot1><Podmiot2><DaneIdentyfikacyjne>${party}</DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Długa 5</AdresL1></Adres></Podmiot2>
<Fa><KodWaluty>PLN</KodWaluty><P_1>2026-02-05</P_1><P_2>FV/1/02/2026</P_2><P_6>2026-02-04</P_6><P_13_1>1000.00</P_13_1><P_14_1>230.00</P_14_1><P_15>1230.00</P_15><Adnotacje><P_18A>1</P_18A></Adnotacje><RodzajFaktury>VAT</RodzajFaktury>
<FaWiersz><P_7>Abonament</P_7><P_8B>1</P_8B><P_11A>1230</P_11A></FaWiersz><Rozliczenie><DoZaplaty>1230.00</DoZaplaty></Rozliczenie>
<Platnosc><ZnacznikZaplatyCzesciowej>1</ZnacznikZaplatyCzesciowej><ZaplataCzesciowa><KwotaZaplatyCzesciowej>230.00</KwotaZaplatyCzesciowej></ZaplataCzesciowa><TerminPlatnosci><Termin>2026-02-19</Termin><TerminOpis><Ilosc>14</Ilosc><Jednostka>dni</Jednostka><ZdarzeniePoczatkowe>wystawienie</ZdarzeniePoczatkowe></TerminOpis></TerminPlatnosci><RachunekBankowy><NrRB>61109010140000071219812874</NrRB></RachunekBankowy></Platnosc></Fa></Faktura>
`

const jpkFa = `<?xml version="1.0" encoding="UTF-8"?>
<JPK xmlns="http://jpk.mf.gov.pl/wzor/2022/02/17/02171/" xmlns:etd="urn:etd"><Naglowek><KodFormularza kodSystemowy="JPK_FA (4)">JPK_FA</KodFormularza></Naglowek><Podmiot1><IdentyfikatorPodmiotu><etd:NIP>5265877635</etd:NIP></IdentyfikatorPodmiotu></Podmiot1>
${['FV/1', 'FV/2'].map((number) => `<Faktura><KodWaluty>PLN</KodWaluty><P_1>2026-02-05</P_1><P_2A>${number}</P_2A><P_3A>Zieleń</P_3A><P_5B>5842751979</P_5B><P_13_1>1000</P_13_1><P_15>1230</P_15><RodzajFaktury>VAT</RodzajFaktury></Faktura>`).join('\n')}</JPK>
`

const jpkV7m = `<?xml version="1.0" encoding="UTF-8"?>
<JPK xmlns="http://crd.gov.pl/wzor/2025/12/19/14090/" xmlns:etd="urn:etd"><Naglowek><KodFormularza kodSystemowy="JPK_V7M (3)">JPK_VAT</KodFormularza></Naglowek><Podmiot1><OsobaNiefizyczna><NIP>5265877635</NIP></OsobaNiefizyczna></Podmiot1><Ewidencja>
${['FV/1', 'FV/2'].map((number) => `<SprzedazWiersz><NrKontrahenta>5842751979</NrKontrahenta><NazwaKontrahenta>Zieleń</NazwaKontrahenta><DowodSprzedazy>${number}</DowodSprzedazy><DataWystawienia>2026-02-05</DataWystawienia><K_19>1000.00</K_19><K_20>230.00</K_20></SprzedazWiersz>`).join('\n')}</Ewidencja></JPK>
`

const ubl = `<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:cac" xmlns:cbc="urn:cbc"><cbc:ID>INV-7</cbc:ID><cbc:IssueDate>2026-02-05</cbc:IssueDate><cbc:DueDate>2026-02-19</cbc:DueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
<cac:AccountingCustomerParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>Zieleń</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty><cac:LegalMonetaryTotal><cbc:PrepaidAmount currencyID="EUR">30</cbc:PrepaidAmount><cbc:PayableAmount currencyID="EUR">1200.00</cbc:PayableAmount></cac:LegalMonetaryTotal></Invoice>
`

const optima = `<?xml version="1.0" encoding="UTF-8"?>
<ROOT xmlns="http://www.comarch.pl/cdn/optima/offline"><REJESTRY_SPRZEDAZY_VAT><REJESTR_SPRZEDAZY_VAT><DATA_WYSTAWIENIA><![CDATA[2026-02-05]]></DATA_WYSTAWIENIA><NUMER><![CDATA[FV/15/02/2026]]></NUMER><KOREKTA>Nie</KOREKTA><NAZWA1><![CDATA[Zieleń]]></NAZWA1><NIP><![CDATA[584-275-19-79]]></NIP><WALUTA></WALUTA>
<POZYCJE><POZYCJA><NETTO>1000.00</NETTO><VAT>230.00</VAT></POZYCJA></POZYCJE><PLATNOSCI><PLATNOSC><TERMIN_PLAT><![CDATA[2026-02-19]]></TERMIN_PLAT><KWOTA_PLAT>1230.00</KWOTA_PLAT></PLATNOSC></PLATNOSCI></REJESTR_SPRZEDAZY_VAT></REJESTRY_SPRZEDAZY_VAT></ROOT>
`

const epp = `[INFO]
"1.05",0,1250,"Subiekt GT","JANTAR","Jantar","Jantar Sp. z o.o.","Gdańsk","80-001","Długa 1","5265877635","MAG","Główny","Magazyn",,1,20260201000000,20260228000000,"Szef",20260301120000,"Polska","PL",,0

[NAGLOWEK]
"FS",1,0,101,,,"FS 101/02/2026",,,"ZAM/7",,"ZIEL","Zieleń","Zakłady ""Zieleń"" Sp. z o.o.","Gdańsk","80-001","Długa 5","584-275-19-79","Sprzedaż","x","Gdańsk",20260205000000,20260204000000,,1,1,"Hurtowa",1000.0000,230.0000,1230.0000,0.0000,,0.0000,"Przelew",20260219000000,500.0000,730.0000,0,0,1,0,"Szef",,,0.0000,0.0000,"PLN",1.0000,,,,,0,0,0,,0.0000,,0.0000,"Polska","PL",0

[ZAWARTOSC]
"23",23.0000,1000.0000,230.0000,1230.0000

[NAGLOWEK]
"KONTRAHENCI"

[ZAWARTOSC]
2,"ZIEL","Zieleń","Zieleń",,,,,,"+48 58 1",,,"ap@zielen.example"

`.replaceAll('\n', '\r\n')

const fakturownia = JSON.stringify(
  [1, 2].map((id) => ({
    id,
    number: `FV/${id}/02/2026`,
    kind: 'vat',
    income: true,
    issue_date: '2026-02-05',
    payment_to: '2026-02-19',
    status: 'partial',
    paid: '230.00',
    currency: 'PLN',
    price_net: '1000.00',
    price_gross: '1230.00',
    buyer_name: 'Zieleń',
    buyer_tax_no: '5842751979',
    client_id: 55,
    positions: [{ name: 'Abonament', quantity: 1, total_price_gross: '1230.00' }],
  })),
)

const ifirma = JSON.stringify({
  response: {
    Kod: 0,
    Wynik: [
      {
        FakturaId: 99,
        Rodzaj: 'prz_faktura_kraj',
        PelnyNumer: '13/8/2026',
        DataWystawienia: '2026-08-01',
        TerminPlatnosci: '2026-08-15',
        Brutto: 1230.0,
        Zaplacono: 500.0,
        Waluta: 'PLN',
        KontrahentNazwa: 'Zieleń',
        NIPKontrahenta: '5842751979',
      },
    ],
  },
})

const table =
  'Numer faktury;Data wystawienia;Termin płatności;Nabywca;NIP;Brutto;Zapłacono;Waluta\r\nFV/1/02/2026;05.02.2026;19.02.2026;"Zieleń ""Miejska""";584-275-19-79;1 230,00;230,00;PLN\r\nFV/2/02/2026;25.02.2026;11.03.2026;Müller GmbH;DE123456789;500,00;;EUR\r\n'

const workbook = zipOf(
  workbookParts({
    Faktury: rowsXml([
      ['Numer', 'Data wystawienia', 'Termin płatności', 'Kontrahent', 'NIP', 'Brutto'],
      ['FV/1', { n: 46058, s: 1 }, { n: 46072, s: 1 }, 'Zieleń', '5842751979', 1230.1],
    ]),
  }),
)

/** Files by the id of the format that reads them. */
export const invoiceSamples: Readonly<Record<string, readonly Uint8Array[]>> = {
  'ksef-fa': [Buffer.from(fa)],
  'jpk-fa': [Buffer.from(jpkFa)],
  'jpk-v7m': [Buffer.from(jpkV7m)],
  ubl: [Buffer.from(ubl)],
  optima: [Buffer.from(optima), iconv.encode(optima.replace('UTF-8', 'windows-1250'), 'windows-1250')],
  epp: [iconv.encode(epp, 'windows-1250'), iconv.encode(epp.replace(',1250,', ',852,'), 'cp852')],
  'fakturownia-json': [Buffer.from(fakturownia)],
  ifirma: [Buffer.from(ifirma)],
  'table-invoices': [Buffer.from(table), iconv.encode(table, 'windows-1250'), workbook],
}

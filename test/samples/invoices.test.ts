// Real invoice files beside the project against values taken from them another way: plain search in the XML, and known answers.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { decimals, entities, every, expectedOfFa, filesOf, first, folder, nameOf, openOf, read } from '#test/support/sample-invoices'
import { formatDecimal } from '#values/decimal'

describe.skipIf(folder === null)('samples of invoices (skipped where the folder beside the project is absent)', () => {
  describe('KSeF', () => {
    const files = [...filesOf('ksef_fa2'), ...filesOf('ksef_fa3')]
    test('there are dozens of them', () => {
      expect(files.length).toBeGreaterThan(50)
    })
    test.each(files.map((file) => [nameOf(file), file]))('%s', async (_, file) => {
      const xml = readFileSync(file, 'utf8')
      const expected = expectedOfFa(xml)
      const { formatId, invoices, rejected } = await read(file)
      expect([formatId, rejected, invoices.length]).toEqual(['ksef-fa', [], 1])
      const [invoice] = invoices
      if (invoice === undefined) throw new Error('no invoice')
      expect({
        number: invoice.number,
        issueOn: invoice.issueOn,
        total: formatDecimal(invoice.total),
        open: openOf(invoice),
        type: invoice.type,
        buyer: invoice.customer.name,
        corrects: invoice.type === 'credit-note' || expected.corrects.length > 0 ? (invoice.corrects ?? []) : [],
      }).toEqual({
        number: expected.number,
        issueOn: expected.issueOn,
        total: expected.total,
        open: expected.open,
        type: expected.type,
        buyer: entities(expected.buyer ?? ''),
        corrects: expected.corrects,
      })
      expect(invoice.total.currency).toBe(first(xml, 'KodWaluty'))
      expect(invoice.dueOn).toBe(expected.dueOn ?? invoice.dueOn)
    })
  })

  test('receipts of KSeF and farmers\u2019 invoices are known and turned down with the reason', async () => {
    for (const file of [...filesOf('ksef_upo'), ...filesOf('ksef_fa_rr')]) {
      const { formatId, invoices, rejected } = await read(file)
      expect([formatId, invoices, rejected.length]).toEqual(['ksef-fa', [], 1])
      expect(rejected[0]?.code).toMatch(/^ksef\.(?:receipt-not-invoice|farmer-invoice)$/)
    }
  })

  describe('JPK', () => {
    const jpk = filesOf('jpk').map((file) => ({ name: nameOf(file), file, xml: readFileSync(file, 'utf8') }))
    const rowsOf = (xml: string): string[] =>
      [...xml.matchAll(/<tns:SprzedazWiersz>[\s\S]*?<\/tns:SprzedazWiersz>/g)].map((match) => match[0])
    const grosze = (text: string): number => Math.round(Number(text) * 100)
    const salesFields = ['K_10', 'K_11', 'K_13', 'K_15', 'K_16', 'K_17', 'K_18', 'K_19', 'K_20', 'K_21', 'K_22']

    /** What a row is worth by its fields; null for one that nobody owes. */
    function worthOf(row: string): number | null {
      if (first(row, 'KorektaPodstawyOpodt') !== undefined || ['RO', 'WEW'].includes(first(row, 'TypDokumentu') ?? '')) return null
      const amounts = salesFields.map((field) => first(row, field)).filter((text) => text !== undefined)
      if (amounts.length > 0) return amounts.reduce((sum, text) => sum + grosze(text), 0)
      const margin = first(row, 'SprzedazVAT_Marza')
      return margin === undefined ? null : grosze(margin)
    }

    test.each(jpk.filter(({ name }) => name.includes('jpk_fa')))('$name', async ({ file, xml }) => {
      const { formatId, invoices, rejected } = await read(file)
      expect([formatId, rejected]).toEqual(['jpk-fa', []])
      const numbers = every(xml, 'P_2A')
      expect(invoices.map((invoice) => [invoice.number, invoice.issueOn, formatDecimal(invoice.total)])).toEqual(
        numbers.map((number, index) => [number, every(xml, 'P_1')[index], decimals(every(xml, 'P_15')[index])]),
      )
    })

    test.each(jpk.filter(({ name, xml }) => name.includes('v7') && rowsOf(xml).length > 0))('$name', async ({ file, xml }) => {
      const { formatId, invoices, rejected } = await read(file)
      const rows = rowsOf(xml)
      expect([formatId, invoices.length + rejected.length]).toEqual(['jpk-v7m', rows.length])
      expect(invoices.map((invoice) => Number(invoice.total.minor))).toEqual(rows.map(worthOf).filter((worth) => worth !== null))
    })

    test.each(jpk.filter(({ name, xml }) => name.includes('v7') && rowsOf(xml).length === 0))('$name', async ({ file }) => {
      expect(await read(file)).toEqual({ formatId: 'jpk-v7m', invoices: [], rejected: [{ code: 'jpk.no-sales', facts: {} }] })
    })
  })

  describe('known answers', () => {
    const known: readonly (readonly [
      string,
      string,
      readonly (readonly [string, string, string | undefined, string, string, string, string | undefined, string])[],
    ])[] = [
      // file · format · number, issued, due, total, open, buyer, tax id, type
      [
        'epp/_constructed/belianiat_exporter_output_cp1250.epp',
        'epp',
        [['INV-1001', '2016-12-01', '2016-12-01', '120.00 EUR', '0.00', 'Klient', undefined, 'invoice']],
      ],
      [
        'epp/_constructed/subiekt_subiekt_positions_cp852.epp',
        'epp',
        [
          [
            'FS 200/02/2026',
            '2026-02-05',
            '2026-02-19',
            '1230.00 PLN',
            '1230.00',
            'Zakłady Zieleń Miejska Sp. z o.o.',
            '5842751979',
            'invoice',
          ],
        ],
      ],
      [
        'optima/_constructed/optima_rejestr_sprzedazy_vat.xml',
        'optima',
        [
          [
            'FV/15/02/2026',
            '2026-02-05',
            '2026-02-19',
            '1230.00 PLN',
            '1230.00',
            'Zakłady Zieleń Miejska Sp. z o.o.',
            '5842751979',
            'invoice',
          ],
        ],
      ],
      [
        'fakturownia/_constructed/fakturownia_invoices_json.json',
        'fakturownia-json',
        [
          [
            'FV/13/02/2026',
            '2026-02-05',
            '2026-02-19',
            '1230.00 PLN',
            '1230.00',
            'Zakłady Zieleń Miejska Sp. z o.o.',
            '5842751979',
            'invoice',
          ],
          [
            'KOR/2/02/2026',
            '2026-02-10',
            '2026-02-24',
            '-123.00 PLN',
            '-123.00',
            'Zakłady Zieleń Miejska Sp. z o.o.',
            '5842751979',
            'credit-note',
          ],
          ['FV/14/02/2026', '2026-02-11', '2026-02-18', '1000.00 EUR', '500.00', 'Müller GmbH', 'DE123456789', 'invoice'],
          ['PRO/1/02/2026', '2026-02-12', '2026-02-19', '369.00 PLN', '369.00', 'Osoba Prywatna', undefined, 'proforma'],
        ],
      ],
      [
        'ifirma/adriandmitroca__ifirma-mcp-server/invoice-response.json',
        'ifirma',
        [['FV 1/03/2026', '2026-03-01', undefined, '12300.00 PLN', '12300.00', 'Acme sp. z o.o.', '1234567890', 'invoice']],
      ],
      [
        'pef_ubl/OpenPEPPOL__peppol-bis-invoice-3/examples__Vat-category-S.xml',
        'ubl',
        [['Snippet1', '2017-11-13', '2017-12-01', '8550.00 EUR', '8550.00', 'Buyer Official Name', 'SE4598375937', 'invoice']],
      ],
      [
        'pef_ubl/OpenPEPPOL__peppol-bis-invoice-3/examples__base-negative-inv-correction.xml',
        'ubl',
        [['Correction1', '2017-11-13', '2017-12-01', '-1656.25 EUR', '-1656.25', 'Buyer Official Name', 'SE4598375937', 'credit-note']],
      ],
      [
        'pef_ubl/OpenPEPPOL__peppol-bis-invoice-3/examples__sales-order-example.xml',
        'ubl',
        [['Snippet1', '2017-11-13', '2017-12-01', '1656.25 EUR', '1656.25', 'Buyer Official Name', 'SE4598375937', 'invoice']],
      ],
      [
        'pef_ubl/OpenPEPPOL__peppol-bis-invoice-3/examples__vat-category-E.xml',
        'ubl',
        [['Vat-Z', '2018-08-30', undefined, '1200.00 GBP', '1200.00', 'The Buyercompany', undefined, 'invoice']],
      ],
      [
        'pef_ubl/OpenPEPPOL__peppol-bis-invoice-3/examples__vat-category-Z.xml',
        'ubl',
        [['Vat-Z', '2018-08-30', undefined, '1200.00 GBP', '1200.00', 'The Buyercompany', undefined, 'invoice']],
      ],
      [
        'pef_ubl/OpenPEPPOL__peppol-bis-invoice-3/national-examples__NO__Norwegian-example-1.xml',
        'ubl',
        [['TOSL108', '2013-06-30', '2013-07-20', '1802.00 NOK', '802.00', 'Buyercompany ASA', 'NO987654325MVA', 'invoice']],
      ],
      // KSeF once more, by hand: part paid, paid, deductions, factor, corrections.
      [
        'ksef_fa3/stacking-hq__ksef2/FA_3_Przykład_8.xml',
        'ksef-fa',
        [['FM2026/02/150', '2026-02-27', undefined, '15000.00 PLN', '5000.00', 'F.H.U. Jan Kowalski', '1111111111', 'invoice']],
      ],
      [
        'ksef_fa3/stacking-hq__ksef2/FA_3_Przykład_10.xml',
        'ksef-fa',
        [['FZ2026/02/150', '2026-02-15', undefined, '20000.00 PLN', '0.00', 'F.H.U. Jan Kowalski', '1111111111', 'advance']],
      ],
      [
        'ksef_fa3/stacking-hq__ksef2/FA_3_Przykład_4.xml',
        'ksef-fa',
        [['FV2026/02/150', '2026-02-15', '2026-03-15', '63279.92 PLN', '63279.92', 'CDE sp. j.', '1111111111', 'invoice']],
      ],
      [
        'ksef_fa3/stacking-hq__ksef2/KSEF_05_WDT.xml',
        'ksef-fa',
        [['FW/2025/12/0001', '2025-12-10', '2026-01-10', '10000.00 EUR', '10000.00', 'GERMAN ELECTRONICS GmbH', 'DE999888777', 'invoice']],
      ],
      [
        'ksef_fa3/ksef4dev__ksef-fop/zalacznik__FA_3_Zalacznik_Przyklad_2.xml',
        'ksef-fa',
        [
          [
            'FA/002/2026',
            '2026-02-04',
            '2026-02-21',
            '17743.40 PLN',
            '17743.40',
            'NABYWCA SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ',
            '9876543210',
            'invoice',
          ],
        ],
      ],
      [
        'ksef_fa3/stacking-hq__ksef2/KSEF_12_KOR_ROZ_B.xml',
        'ksef-fa',
        [['FKR/2025/12/0001', '2025-12-28', undefined, '-5000.00 PLN', '-5000.00', 'Jan Kowalski', '1111111111', 'credit-note']],
      ],
    ]
    test.each(known)('%s', async (name, formatId, expected) => {
      const result = await read(join(folder ?? '', name))
      expect(result.formatId).toBe(formatId)
      expect(result.rejected).toEqual([])
      expect(
        result.invoices.map((invoice) => [
          invoice.number,
          invoice.issueOn,
          invoice.dueOn,
          `${formatDecimal(invoice.total)} ${invoice.total.currency}`,
          openOf(invoice),
          invoice.customer.name,
          invoice.customer.taxId,
          invoice.type,
        ]),
      ).toEqual(expected)
    })
    test('corrections and final invoices name what they correct or settle', async () => {
      const correctsOf = async (name: string): Promise<readonly string[] | undefined> =>
        (await read(join(folder ?? '', name))).invoices[0]?.corrects
      expect(await correctsOf('ksef_fa3/stacking-hq__ksef2/FA_3_Przykład_6.xml')).toEqual([
        'FV2026/01/134',
        'FV2026/02/150',
        'FV2026/03/143',
        'FV2026/04/23',
        'FV2026/05/54',
        'FV2026/06/15',
      ])
      expect(await correctsOf('ksef_fa2/ksef4dev__ksef-fop/rozliczeniowa__przyklad_20.XML')).toEqual([
        '6112776074-20240425-EE312185CB13-0E',
        '1501046',
      ])
      expect((await correctsOf('ksef_fa2/ksef4dev__ksef-fop/korygujaca__5210415750-20250811-55DF27967567-5B.xml'))?.length).toBe(283)
      expect(await correctsOf('pef_ubl/OpenPEPPOL__peppol-bis-invoice-3/examples__base-negative-inv-correction.xml')).toEqual(['Snippet1'])
    })
    test('templates with placeholders are read as far as they go', async () => {
      expect(await read(join(folder ?? '', 'pef_ubl/CIRFMF__ksef-client-csharp/invoice-template-fa-3-pef.xml'))).toMatchObject({
        formatId: 'ubl',
        invoices: [],
        rejected: [{ code: 'invoice.bad-issue-day', facts: { text: '#issue_date#' } }],
      })
      const { invoices } = await read(
        join(folder ?? '', 'ksef_fa3/CIRFMF__ksef-client-csharp/invoice-template-fa-3-with-custom-Subject2.xml'),
      )
      expect(invoices[0]?.notes).toEqual([
        'invoice.placeholder {"number":"FA/GRQMB-#invoice_number#/05/2025"}',
        'invoice.tax-id-invalid {"taxId":"#nipOdbiorca#"}',
      ])
    })
    test('orders to make an invoice have no number yet', async () => {
      for (const file of filesOf('ifirma').filter((name) => name.includes('pnowosie') && !name.includes('send_email'))) {
        expect(await read(file)).toMatchObject({ formatId: 'ifirma', invoices: [], rejected: [{ code: 'invoice.no-number' }] })
      }
    })
  })
})

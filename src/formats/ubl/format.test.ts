// UBL: invoices, credit notes, prepaid amounts and rounding, references, envelopes.
import { describe, expect, test } from 'vitest'
import { amountsOf, readInvoices, readOneInvoice } from '#test/support/read-invoices'
import format from './format.ts'

type Parts = {
  readonly root?: 'Invoice' | 'CreditNote'
  readonly before?: string
  readonly totals?: string
  readonly code?: string
  readonly party?: string
  readonly issueDate?: string
}

const partyXml =
  '<cac:PartyName><cbc:Name>Trading</cbc:Name></cac:PartyName><cac:PostalAddress><cbc:StreetName>Długa 5</cbc:StreetName><cbc:CityName>Gdańsk</cbc:CityName><cbc:PostalZone>80-001</cbc:PostalZone><cac:Country><cbc:IdentificationCode>PL</cbc:IdentificationCode></cac:Country></cac:PostalAddress>' +
  '<cac:PartyTaxScheme><cbc:CompanyID>PL5842751979</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>Zieleń Miejska</cbc:RegistrationName></cac:PartyLegalEntity><cac:Contact><cbc:Telephone>58 1</cbc:Telephone><cbc:ElectronicMail>ap@zielen.example</cbc:ElectronicMail></cac:Contact>'

const ubl = ({
  root = 'Invoice',
  before = '',
  totals = '<cbc:TaxExclusiveAmount currencyID="EUR">1000</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="EUR">1230.00</cbc:TaxInclusiveAmount><cbc:PayableAmount currencyID="EUR">1230.00</cbc:PayableAmount>',
  code = '380',
  party = partyXml,
  issueDate = '2026-02-05',
}: Parts = {}): string =>
  `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${root}-2" xmlns:cac="urn:cac" xmlns:cbc="urn:cbc"><cbc:ID>INV-7</cbc:ID><cbc:IssueDate>${issueDate}</cbc:IssueDate>${root === 'Invoice' ? `<cbc:InvoiceTypeCode>${code}</cbc:InvoiceTypeCode>` : ''}<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>${before}` +
  `<cac:AccountingSupplierParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>Jantar</cbc:RegistrationName><cbc:CompanyID>5265877635</cbc:CompanyID></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty><cac:AccountingCustomerParty><cac:Party>${party}</cac:Party></cac:AccountingCustomerParty>` +
  `<cac:LegalMonetaryTotal>${totals}</cac:LegalMonetaryTotal><cac:InvoiceLine><cbc:InvoicedQuantity>2</cbc:InvoicedQuantity><cac:Item><cbc:Name>Laptop</cbc:Name></cac:Item></cac:InvoiceLine></${root}>`

const read = async (parts: Parts = {}) => readOneInvoice(format, ubl(parts))

test('an invoice comes with its parties, days and references', async () => {
  const before =
    '<cbc:DueDate>2026-02-19</cbc:DueDate><cbc:BuyerReference>br</cbc:BuyerReference><cac:OrderReference><cbc:ID>ORD-1</cbc:ID></cac:OrderReference><cac:ContractDocumentReference><cbc:ID>C-1</cbc:ID></cac:ContractDocumentReference><cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cbc:PaymentID>RF18</cbc:PaymentID><cac:PayeeFinancialAccount><cbc:ID>DE89370400440532013000</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>'
  expect(await readInvoices(format, ubl({ before }))).toEqual({
    sellerTaxId: '5265877635',
    rejected: [],
    invoices: [
      {
        number: 'INV-7',
        type: 'invoice',
        issueOn: '2026-02-05',
        dueOn: '2026-02-19',
        total: { minor: 123000n, currency: 'EUR' },
        net: { minor: 100000n, currency: 'EUR' },
        customer: {
          name: 'Zieleń Miejska',
          taxId: '5842751979',
          email: 'ap@zielen.example',
          phone: '58 1',
          address: 'Długa 5, 80-001 Gdańsk',
        },
        orderReference: 'ORD-1',
        contractReference: 'C-1',
        paymentReference: 'RF18',
        payToAccount: 'DE89370400440532013000',
        lines: [{ name: 'Laptop', quantity: '2' }],
      },
    ],
  })
})

describe('amounts', () => {
  test('what is payable after a prepayment and rounding is what is open', async () => {
    const totals =
      '<cbc:TaxInclusiveAmount currencyID="EUR">1801.78</cbc:TaxInclusiveAmount><cbc:PrepaidAmount currencyID="EUR">1000</cbc:PrepaidAmount><cbc:PayableRoundingAmount currencyID="EUR">0.22</cbc:PayableRoundingAmount><cbc:PayableAmount currencyID="EUR">802.00</cbc:PayableAmount>'
    expect(amountsOf(await read({ totals }))).toEqual({ total: '1802.00 EUR', settled: '1000.00', open: '802.00' })
  })
  test('a credit note takes back without a sign, a negative invoice with one; both name what they correct', async () => {
    const before =
      '<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>INV-6</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>'
    expect(await read({ root: 'CreditNote', before })).toMatchObject({
      type: 'credit-note',
      total: { minor: -123000n },
      net: { minor: -100000n },
      corrects: ['INV-6'],
    })
    expect(await read({ before, code: '384', totals: '<cbc:PayableAmount currencyID="EUR">-5.50</cbc:PayableAmount>' })).toMatchObject({
      type: 'credit-note',
      total: { minor: -550n },
      corrects: ['INV-6'],
    })
  })
  test.each([
    ['380', 'invoice'],
    ['386', 'advance'],
    ['325', 'proforma'],
    ['389', 'invoice'],
  ])('type code %s is a %s', async (code, type) => {
    expect((await read({ code })).type).toBe(type)
  })
  test('none payable is rejected, as is a placeholder for the day', async () => {
    expect((await readInvoices(format, ubl({ totals: '' }))).rejected).toEqual([
      { code: 'invoice.no-total', facts: { number: 'INV-7' }, at: 'Invoice' },
    ])
    expect((await readInvoices(format, ubl({ issueDate: '#issue_date#' }))).rejected).toEqual([
      { code: 'invoice.bad-issue-day', facts: { number: 'INV-7', text: '#issue_date#' }, at: 'Invoice' },
    ])
  })
})

test('a credit note has its due day in the means of payment, an order NA means the sales order, and the buyer\u2019s reference stands in for none', async () => {
  expect(
    await read({ root: 'CreditNote', before: '<cac:PaymentMeans><cbc:PaymentDueDate>2026-03-01</cbc:PaymentDueDate></cac:PaymentMeans>' }),
  ).toMatchObject({ dueOn: '2026-03-01' })
  expect(
    await read({ before: '<cac:OrderReference><cbc:ID>NA</cbc:ID><cbc:SalesOrderID>S-9</cbc:SalesOrderID></cac:OrderReference>' }),
  ).toMatchObject({ orderReference: 'S-9' })
  expect(await read({ before: '<cbc:BuyerReference>br</cbc:BuyerReference>' })).toMatchObject({ orderReference: 'br' })
})

test('documents inside an envelope are read one by one, and attached files are not kept', async () => {
  const one = ubl({
    before: `<cac:AdditionalDocumentReference><cac:Attachment><cbc:EmbeddedDocumentBinaryObject>${'QUJD'.repeat(5000)}</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>`,
  }).replace(/^<\?xml[^>]*\?>/, '')
  const file = `<?xml version="1.0"?><StandardBusinessDocument>${one}${one.replace('INV-7', 'INV-8')}</StandardBusinessDocument>`
  expect((await readInvoices(format, file)).invoices.map((invoice) => invoice.number)).toEqual(['INV-7', 'INV-8'])
  expect(format.recognise(Buffer.from(file))).toBe(0.9)
})

test('it is known by namespace, or by what only such a document has', () => {
  expect(format.recognise(Buffer.from(ubl()))).toBe(1)
  expect(format.recognise(Buffer.from(ubl({ root: 'CreditNote' })))).toBe(1)
  expect(format.recognise(Buffer.from('<Invoice><LegalMonetaryTotal/></Invoice>'))).toBe(0.8)
  expect(format.recognise(Buffer.from('<Invoice><Number>1</Number></Invoice>'))).toBe(0)
})

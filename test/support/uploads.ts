// Files as firms really have them, made for a test: invoices as Fakturownia exports them, a statement as CAMT.053.

export type UploadedInvoice = {
  readonly number: string
  readonly issueOn: string
  readonly dueOn: string
  readonly gross: string
  readonly customer: string
  readonly email?: string
}

export type UploadedLine = {
  readonly on: string
  readonly amount: string
  readonly title: string
  readonly payer: string
  /** IBAN of the payer. */
  readonly account?: string
}

export const invoicesUpload = (invoices: readonly UploadedInvoice[]): Buffer =>
  Buffer.from(
    JSON.stringify(
      invoices.map(({ number, issueOn, dueOn, gross, customer, email }, index) => ({
        id: index + 1,
        number,
        kind: 'vat',
        income: true,
        issue_date: issueOn,
        sell_date: issueOn,
        payment_to: dueOn,
        status: 'issued',
        paid: '0.00',
        currency: 'PLN',
        price_gross: gross,
        buyer_name: customer,
        ...(email === undefined ? {} : { buyer_email: email }),
      })),
    ),
  )

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const entryOf = ({ on, amount, title, payer, account }: UploadedLine): string =>
  `<Ntry><Amt Ccy="PLN">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${on}</Dt></BookgDt><ValDt><Dt>${on}</Dt></ValDt><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>${escaped(payer)}</Nm></Dbtr>${account === undefined ? '' : `<DbtrAcct><Id><IBAN>${account}</IBAN></Id></DbtrAcct>`}</RltdPties><RmtInf><Ustrd>${escaped(title)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`

const balance = (code: string, minor: bigint, on: string): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="PLN">${minor / 100n}.${String(minor % 100n).padStart(2, '0')}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${on}</Dt></Dt></Bal>`

/** One statement of one day; its balances follow from its lines. */
export function statementUpload(on: string, lines: readonly Omit<UploadedLine, 'on'>[], opening = 0n): Buffer {
  const closing = lines.reduce((sum, { amount }) => sum + BigInt(amount.replace('.', '')), opening)
  const body = lines.map((line) => entryOf({ ...line, on })).join('')
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>PL61109010140000071219812874</IBAN></Id><Ccy>PLN</Ccy></Acct>${balance('OPBD', opening, on)}${balance('CLBD', closing, on)}${body}</Stmt></BkToCstmrStmt></Document>`,
  )
}

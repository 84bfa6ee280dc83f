// What a generated case is made of: the contract's JSON lines before they are written, and the truth that only the score sees.

export type CaseCustomer = {
  readonly id: string
  readonly name: string
  readonly short: string
  readonly taxId?: string
  readonly email: string
  readonly account: string
  readonly known: boolean
  readonly virtualAccount?: string
  readonly currency: string
  readonly address: string
  readonly kind: 'firm' | 'jdg' | 'person' | 'foreign'
  readonly monthly: number
  readonly term: number
}
export type CaseInvoice = {
  readonly id: string
  readonly tenant: string
  readonly number: string
  readonly type: 'invoice' | 'credit-note' | 'proforma'
  readonly issueDate: string
  readonly dueDate: string
  readonly currency: string
  readonly total: number
  readonly customer: CaseCustomer
  readonly ksefNumber?: string
  readonly orderReference?: string
  readonly corrects?: readonly string[]
}
export type CasePayment = {
  readonly id: string
  readonly tenant: string
  readonly bookedOn: string
  readonly amount: number
  readonly currency: string
  readonly payerName?: string
  readonly payerAccount?: string
  readonly payerEmail?: string
  readonly title: string
  readonly creditedAccount?: string
  readonly source: 'bank' | 'gateway'
  readonly gatewayReference?: string
}
export type CaseTruth = {
  readonly paymentId: string
  readonly category: string
  readonly amountsMatter: boolean
  readonly allocations: readonly { readonly invoiceId: string; readonly amount: number }[]
}
export type MatchingCase = { readonly invoices: CaseInvoice[]; readonly payments: CasePayment[]; readonly truth: CaseTruth[] }

// The state of the stand-in Bitrix24: companies with requisites, smart invoices, their stages and custom fields.
import type { OrderRecord } from '#ports/connector'
import type { CustomerRecord, InvoiceRecord } from '#ports/invoice-format'
import type { SandboxSeed } from '#ports/sandbox'
import { formatDecimal } from '#values/decimal'

/** Deal, company, offer, smart invoice. */
export type ItemType = 2 | 4 | 7 | 31
export type Item = Record<string, unknown> & { readonly id: number }

const stages = [
  { STATUS_ID: 'DT31_2:N', NAME: 'Nowa', SORT: '10', SEMANTICS: null },
  { STATUS_ID: 'DT31_2:S', NAME: 'Wysłana', SORT: '20', SEMANTICS: null },
  { STATUS_ID: 'DT31_2:P', NAME: 'Opłacona', SORT: '30', SEMANTICS: 'S' },
  { STATUS_ID: 'DT31_2:D', NAME: 'Nieopłacona', SORT: '40', SEMANTICS: 'F' },
].map((stage, index) => ({ ID: String(115 + index), ENTITY_ID: 'SMART_INVOICE_STAGE_2', SYSTEM: 'Y', CATEGORY_ID: '2', ...stage }))

const companyTypes = [
  { STATUS_ID: 'CUSTOMER', NAME: 'Klient' },
  { STATUS_ID: 'SUPPLIER', NAME: 'Dostawca' },
  { STATUS_ID: 'UC_BLOCKED', NAME: 'Sprzedaż wstrzymana' },
].map((type, index) => ({
  ID: String(215 + index),
  ENTITY_ID: 'COMPANY_TYPE',
  SYSTEM: 'N',
  SORT: String(10 * (index + 1)),
  SEMANTICS: null,
  ...type,
}))

export class BitrixPortal {
  readonly items: Readonly<Record<ItemType, Map<number, Item>>> = { 2: new Map(), 4: new Map(), 7: new Map(), 31: new Map() }
  readonly requisites: Record<string, unknown>[] = []
  readonly userFields: { readonly entityId: string; readonly fieldName: string; readonly userTypeId: string }[] = []
  readonly stages = stages
  readonly companyTypes = companyTypes
  readonly #seed: SandboxSeed
  #next = 5

  constructor(seed: SandboxSeed) {
    this.#seed = seed
    this.#add(4, { title: seed.company.name, isMyCompany: 'Y', fm: [] })
    for (const customer of seed.customers) this.addCompany(customer)
    // What stands there at the start was entered a month ago.
    const before = new Date(seed.clock.now().getTime() - 30 * 86_400_000).toISOString().replace('Z', '+00:00')
    for (const company of this.items[4].values()) Object.assign(company, { createdTime: before, updatedTime: before })
    for (const order of seed.orders ?? [])
      Object.assign(this.addOrder(order), { createdTime: `${order.issuedOn}T10:00:00+00:00`, updatedTime: before })
  }

  now(): string {
    return this.#seed.clock.now().toISOString().replace('Z', '+00:00')
  }

  #add(type: ItemType, fields: Readonly<Record<string, unknown>>): Item {
    const item: Item = {
      id: this.#next++,
      entityTypeId: type,
      createdTime: this.now(),
      updatedTime: this.now(),
      assignedById: 1,
      ...fields,
    }
    this.items[type].set(item.id, item)
    return item
  }

  /** Tax numbers stand in the requisites, every other one with dashes as people type them. */
  addCompany(customer: CustomerRecord): Item {
    const company = this.#add(4, {
      title: customer.name,
      isMyCompany: 'N',
      originId: null,
      originatorId: null,
      currencyId: 'PLN',
      typeId: 'CUSTOMER',
      fm: [
        ...(customer.email === undefined ? [] : [{ id: 1, typeId: 'EMAIL', valueType: 'WORK', value: customer.email }]),
        ...(customer.phone === undefined ? [] : [{ id: 2, typeId: 'PHONE', valueType: 'WORK', value: customer.phone }]),
      ],
    })
    const taxId = customer.taxId
    if (taxId !== undefined)
      this.addRequisite(
        company.id,
        /^\d{10}$/.test(taxId) && company.id % 2 === 0
          ? `${taxId.slice(0, 3)}-${taxId.slice(3, 6)}-${taxId.slice(6, 8)}-${taxId.slice(8)}`
          : taxId,
      )
    return company
  }

  addRequisite(companyId: number, inn: string): void {
    this.requisites.push({
      ID: String(700 + this.requisites.length),
      ENTITY_TYPE_ID: '4',
      ENTITY_ID: String(companyId),
      PRESET_ID: '1',
      NAME: 'NIP',
      RQ_COMPANY_NAME: this.items[4].get(companyId)?.['title'] ?? '',
      RQ_INN: inn,
      RQ_VAT_ID: '',
      ACTIVE: 'Y',
    })
  }

  /** An invoice that a salesperson made in the CRM under the same number. */
  addInvoice(invoice: InvoiceRecord): Item {
    const company = [...this.items[4].values()].find((item) => item['title'] === invoice.customer.name)
    return this.#add(31, {
      title: invoice.number,
      accountNumber: invoice.number,
      xmlId: null,
      stageId: 'DT31_2:S',
      previousStageId: 'DT31_2:N',
      categoryId: 2,
      companyId: company?.id ?? 0,
      opportunity: Number(formatDecimal(invoice.total)),
      isManualOpportunity: 'Y',
      currencyId: invoice.total.currency,
      closedate: invoice.dueOn ?? null,
    })
  }

  /** A deal, or an offer in its own list; the company is found by its title. */
  addOrder(order: OrderRecord): Item {
    const company = [...this.items[4].values()].find((item) => item['title'] === order.customer.name)
    const isOffer = order.kind === 'offer'
    const stages = isOffer ? { open: 'SENT', won: 'APPROVED', lost: 'DECLAINED' } : { open: 'C5:NEW', won: 'C5:WON', lost: 'C5:LOSE' }
    return this.#add(isOffer ? 7 : 2, {
      title: order.title ?? order.number,
      ...(isOffer ? { quoteNumber: order.number } : {}),
      stageId: stages[order.state],
      closed: order.state === 'open' ? 'N' : 'Y',
      companyId: company?.id ?? 0,
      opportunity: Number(formatDecimal(order.total)),
      currencyId: order.total.currency,
      closedate: order.validUntil === undefined ? null : `${order.validUntil}T03:00:00+03:00`,
    })
  }

  create(type: ItemType, fields: Readonly<Record<string, unknown>>): Item {
    return this.#add(
      type,
      type === 31 ? { stageId: 'DT31_2:N', previousStageId: '', categoryId: 2, xmlId: null, ...fields } : { isMyCompany: 'N', ...fields },
    )
  }

  update(item: Item, fields: Readonly<Record<string, unknown>>): void {
    if (fields['stageId'] !== undefined && fields['stageId'] !== item['stageId']) item['previousStageId'] = item['stageId']
    Object.assign(item, fields, { updatedTime: this.now() })
  }
}

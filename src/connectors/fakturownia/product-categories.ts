// Names the product category of each position: the vendor keeps it with the product, or with the whole invoice.
import * as z from 'zod'
import type { PullContext } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import { callForList } from './api.ts'

const perPage = 100
/** Catalogues longer than this are read up to here; positions of the rest have no category. */
const mostPages = 200

const id = z.number().int().nullish()
const productSchema = z.object({ id: z.number().int(), category_id: id })
const categorySchema = z.object({ id: z.number().int(), name: z.string() })
const recordSchema = z.object({ category_id: id, positions: z.array(z.looseObject({ product_id: id })).nullish() })

async function readAll<Row>(context: PullContext, path: string, schema: z.ZodType<Row>): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (let page = 1; page <= mostPages; page++) {
    const records = await callForList(context, path, { page, per_page: perPage })
    for (const record of records) {
      const parsed = schema.safeParse(record)
      if (parsed.success) rows.push(parsed.data)
    }
    if (records.length < perPage) break
  }
  return rows
}

type Catalogue = { readonly names: ReadonlyMap<number, string>; readonly ofProducts: ReadonlyMap<number, number> }
const nothing: Catalogue = { names: new Map(), ofProducts: new Map() }

/** A token that may not read products leaves invoices without categories; what passes by itself is for the next pull. */
async function readCatalogue(context: PullContext): Promise<Catalogue> {
  try {
    const names = new Map((await readAll(context, '/categories.json', categorySchema)).map((category) => [category.id, category.name]))
    if (names.size === 0) return nothing
    const products = await readAll(context, '/products.json', productSchema)
    return {
      names,
      ofProducts: new Map(products.flatMap((product) => (product.category_id == null ? [] : [[product.id, product.category_id]]))),
    }
  } catch (error) {
    if (error instanceof ConnectorFailure && !error.passing && error.kind !== 'auth-expired') return nothing
    throw error
  }
}

/** Records as they came, positions with the `category` that their product has. The catalogue is read once a pull, and only when something names it. */
export function productCategories(context: PullContext): (records: readonly unknown[]) => Promise<readonly unknown[]> {
  let catalogue: Catalogue | null = null
  return async (records) => {
    const parsed = records.map((record) => ({ record, told: recordSchema.safeParse(record) }))
    const names = ({ told }: (typeof parsed)[number]): boolean =>
      told.success && (told.data.category_id != null || (told.data.positions ?? []).some(({ product_id }) => product_id != null))
    if (!parsed.some(names)) return records
    catalogue ??= await readCatalogue(context)
    const { names: words, ofProducts } = catalogue
    return parsed.map((each) => {
      if (!each.told.success || !names(each)) return each.record
      const { category_id, positions } = each.told.data
      const whole = category_id == null ? undefined : words.get(category_id)
      return {
        ...(each.record as object),
        positions: (positions ?? []).map((position) => {
          const own = position.product_id == null ? undefined : ofProducts.get(position.product_id)
          const category = (own === undefined ? undefined : words.get(own)) ?? whole
          return category === undefined ? position : { ...position, category }
        }),
      }
    })
  }
}

// Search parameters of an address that are plain text; anything else in the address is dropped.
type Texts<K extends string> = { readonly [P in K]?: string }

/** A validator for the router that lets the named parameters through, numbers as text. */
export const searchText =
  <K extends string>(...names: readonly K[]) =>
  (search: Record<string, unknown>): Texts<K> =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = search[name]
        return (typeof value === 'string' && value !== '') || typeof value === 'number' ? [[name, String(value)]] : []
      }),
    ) as Texts<K>

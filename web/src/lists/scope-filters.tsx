// Filters by segment, owner and product category, the same on lists and on the first screen: chips for what is set, offers for what is not.
import { useTranslation } from 'react-i18next'
import { type ChipOption, FilterChip } from '../ui/filter-chips.tsx'

export const scopeNames = ['segment', 'owner', 'category'] as const
export type ScopeName = (typeof scopeNames)[number]

type Offered = {
  readonly segments: readonly string[]
  readonly categories: readonly string[]
  readonly owners: readonly { readonly userId: string; readonly name: string }[]
}
type Set = (change: Readonly<Record<string, string | undefined>>) => void

export function useScopeFilters(
  offered: Offered,
  search: Readonly<Partial<Record<ScopeName, string | undefined>>>,
  set: Set,
  names: readonly ScopeName[] = scopeNames,
) {
  const { t } = useTranslation('lists')
  const plain = (values: readonly string[]): ChipOption[] => values.map((value) => ({ value, word: value }))
  const options: Readonly<Record<ScopeName, readonly ChipOption[]>> = {
    segment: plain(offered.segments),
    owner: offered.owners.map(({ userId, name }) => ({ value: userId, word: name })),
    category: plain(offered.categories),
  }
  const chips = names.map((name) => {
    const value = search[name]
    return value === undefined ? null : (
      <FilterChip
        key={name}
        name={t(`filter.${name}`)}
        value={value}
        options={options[name]}
        onChange={(next) => set({ [name]: next })}
        onClear={() => set({ [name]: undefined })}
      />
    )
  })
  const offers = names
    .filter((name) => search[name] === undefined && options[name].length > 0)
    .map((name) => ({ name: t(`filter.${name}`), options: options[name], onChange: (value: string) => set({ [name]: value }) }))
  return { chips, offers }
}

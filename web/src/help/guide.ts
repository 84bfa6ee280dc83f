// The pages of the manual and their pictures, as they stand in docs/guide; fetched when the manual is opened.
const pages = import.meta.glob<string>('../../../docs/guide/*.md', { query: '?raw', import: 'default' })
const pictures = import.meta.glob<string>('../../../docs/guide/img/**/*.png', { query: '?url', import: 'default', eager: true })

const sizes = import.meta.glob<readonly [width: number, height: number]>('../../../docs/guide/img/**/*.png', {
  query: '?size',
  import: 'default',
  eager: true,
})

const nameOf = (path: string): string => (path.split('/').at(-1) ?? '').replace(/\.md$/, '')

/** In the order in which a new accountant needs them; what is not named comes after, by its name. */
const order = {
  work: ['pierwsze-kroki', 'pulpit', 'do-wyjasnienia', 'faktury', 'kontrahent', 'importy', 'raporty'],
  rules: ['dopasowanie', 'przypomnienia', 'wiadomosci', 'powiadomienia', 'blokady', 'big', 'integracje', 'ustawienia'],
  house: [] as readonly string[],
} as const
export type Part = keyof typeof order
export const parts = Object.keys(order) as readonly Part[]

const names = Object.keys(pages).map(nameOf)
const partOf = (name: string): Part => parts.find((part) => order[part].includes(name as never)) ?? 'house'
const place = (name: string): number => {
  const at = parts.flatMap((part): readonly string[] => order[part]).indexOf(name)
  return at < 0 ? names.length : at
}

export const pageNames: readonly { readonly name: string; readonly part: Part }[] = names
  .sort((a, b) => place(a) - place(b) || a.localeCompare(b))
  .map((name) => ({ name, part: partOf(name) }))

export async function readPage(name: string): Promise<string | null> {
  const load = Object.entries(pages).find(([path]) => nameOf(path) === name)?.[1]
  return load === undefined ? null : load()
}

/** The address of `img/x.png`; null when there is no such picture. */
export const pictureOf = (source: string): string | null => pictures[`../../../docs/guide/${source}`] ?? null

/** In pixels of the file. */
export const sizeOf = (source: string): readonly [width: number, height: number] | undefined => sizes[`../../../docs/guide/${source}`]

// The pages of the manual and their pictures, as they stand in docs/guide; fetched when the manual is opened.
const pages = import.meta.glob<string>('../../../docs/guide/*.md', { query: '?raw', import: 'default' })
const pictures = import.meta.glob<string>('../../../docs/guide/img/*.png', { query: '?url', import: 'default', eager: true })

const nameOf = (path: string): string => (path.split('/').at(-1) ?? '').replace(/\.md$/, '')

/** In the order in which a new accountant needs them; what is not named comes after, by its name. */
const order = ['pierwsze-kroki', 'do-wyjasnienia', 'importy', 'dopasowanie']
const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length)

export const pageNames: readonly string[] = Object.keys(pages)
  .map(nameOf)
  .sort((a, b) => place(a) - place(b) || a.localeCompare(b))

export async function readPage(name: string): Promise<string | null> {
  const load = Object.entries(pages).find(([path]) => nameOf(path) === name)?.[1]
  return load === undefined ? null : load()
}

/** The address of `img/x.png`; null when there is no such picture. */
export const pictureOf = (source: string): string | null => pictures[`../../../docs/guide/${source}`] ?? null

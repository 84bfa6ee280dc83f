// A small XML tree and the ways to look into it; names are local, prefixes are dropped.

export type XmlElement = {
  readonly name: string
  /** As written, with their prefixes. */
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
  readonly children: XmlElement[]
}

/** `ns2:Stmt` → `Stmt`. */
export function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

export const childrenNamed = (of: XmlElement | undefined, name: string): readonly XmlElement[] =>
  of === undefined ? [] : of.children.filter((child) => child.name === name)

const splitPaths = new Map<string, readonly string[]>()

/** The names of a path; code names few paths, and each is split once. */
function namesOf(path: string): readonly string[] {
  let names = splitPaths.get(path)
  if (names === undefined) {
    names = path.split('/')
    splitPaths.set(path, names)
  }
  return names
}

function childNamed(of: XmlElement, name: string): XmlElement | undefined {
  for (const child of of.children) if (child.name === name) return child
  return undefined
}

/** The first element at a path of local names below `of`: `elementAt(entry, 'BookgDt/Dt')`. */
export function elementAt(of: XmlElement | undefined, path: string): XmlElement | undefined {
  let at = of
  for (const name of namesOf(path)) {
    if (at === undefined) return undefined
    at = childNamed(at, name)
  }
  return at
}

/** Trimmed text at a path; undefined where the element is missing or empty. */
export function textAt(of: XmlElement | undefined, path: string): string | undefined {
  const text = elementAt(of, path)?.text.trim()
  return text === undefined || text === '' ? undefined : text
}

/** Every element below `of` that ends the path, in document order, at all branches of it. */
export function elementsAt(of: XmlElement | undefined, path: string): readonly XmlElement[] {
  let level: readonly XmlElement[] = of === undefined ? [] : [of]
  for (const name of namesOf(path)) level = level.flatMap((element) => element.children.filter((child) => child.name === name))
  return level
}

/** An attribute by its local name. */
export function attributeOf(of: XmlElement | undefined, name: string): string | undefined {
  if (of === undefined) return undefined
  return of.attributes[name] ?? Object.entries(of.attributes).find(([key]) => localName(key) === name)?.[1]
}

// What the program is made of, from its lockfile: a bill of materials as CycloneDX 1.6.
import { createHash } from 'node:crypto'
import * as z from 'zod'

const named = z.record(z.string(), z.string()).default({})
const packageSchema = z.object({
  version: z.string(),
  license: z.string().optional(),
  integrity: z.string().optional(),
  optional: z.boolean().default(false),
  hasInstallScript: z.boolean().default(false),
  dependencies: named,
  optionalDependencies: named,
  peerDependencies: named,
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().optional() })).default({}),
})
const lockfileSchema = z.object({ lockfileVersion: z.literal(3), packages: z.record(z.string(), packageSchema) })

type LockedPackage = z.infer<typeof packageSchema>

/** `path` is its folder in node_modules, empty for the program itself; `runtime` is false for what only builds and tests need. */
export type Library = LockedPackage & { readonly path: string; readonly name: string; readonly runtime: boolean; readonly licence: string }

/** Packages that carry their licence as a file and forgot to name it. */
const unnamedLicences: Readonly<Record<string, string>> = { 'png-js': 'MIT' }

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** The folder that `name` means to the package at `path`: in the nearest node_modules above it that has one, as Node looks for it. */
function resolved(packages: ReadonlyMap<string, LockedPackage>, path: string, name: string): string | null {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const found = `${at === '' ? '' : `${at}/`}node_modules/${name}`
    if (packages.has(found)) return found
    if (at === '') return null
  }
}

/** Folders of what the package at `path` needs where it runs. */
function needsOf(packages: ReadonlyMap<string, LockedPackage>, path: string): readonly string[] {
  const locked = packages.get(path)
  if (locked === undefined) return []
  const peers = Object.keys(locked.peerDependencies).filter((name) => locked.peerDependenciesMeta[name]?.optional !== true)
  const names = [...Object.keys(locked.dependencies), ...Object.keys(locked.optionalDependencies), ...peers]
  return names.flatMap((name) => resolved(packages, path, name) ?? [])
}

/** Names of the packages that the text of a source imports. */
export const importedPackages = (source: string): readonly string[] =>
  [...source.matchAll(/(?:from|import) ?\(?'((?:@[\w.-]+\/)?[a-z][\w.-]*)(?:\/[^']*)?'/g)].map((match) => match[1] ?? '')

/** Folders of all that is reached from the program, and from the packages `bundled` into its pages. */
function reached(packages: ReadonlyMap<string, LockedPackage>, bundled: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>(['', ...bundled.flatMap((name) => resolved(packages, '', name) ?? [])])
  for (const path of found) for (const need of needsOf(packages, path)) found.add(need)
  return found
}

const packagesOf = (lockfile: string): ReadonlyMap<string, LockedPackage> =>
  new Map(Object.entries(lockfileSchema.parse(JSON.parse(lockfile)).packages))

/** The libraries of a lockfile (its text); those `bundled` into the pages run too. `licence` is an SPDX expression, NOASSERTION where none is named. */
export function librariesOf(lockfile: string, bundled: readonly string[]): readonly Library[] {
  const packages = packagesOf(lockfile)
  const runs = reached(packages, bundled)
  return [...packages]
    .filter(([path]) => path !== '')
    .map(([path, locked]) => {
      const name = nameOf(path)
      const licence = locked.license?.replace(/^\((.*)\)$/, '$1') ?? unnamedLicences[name] ?? 'NOASSERTION'
      return { ...locked, path, name, licence, runtime: runs.has(path) }
    })
}

const purlOf = ({ name, version }: Pick<Library, 'name' | 'version'>): string => `pkg:npm/${name.replace('@', '%40')}@${version}`

/** `sha512-<base64>` as the hexadecimal text that CycloneDX wants. */
function hashesOf({ integrity }: LockedPackage): object {
  const base64 = /sha512-([A-Za-z0-9+/=]+)/.exec(integrity ?? '')?.[1]
  return base64 === undefined ? {} : { hashes: [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }] }
}

/** The bill of what runs, as a JSON document that is the same for the same lockfile. */
export function softwareBill(
  lockfile: string,
  program: { readonly name: string; readonly version: string; readonly license: string },
  bundled: readonly string[],
): object {
  const packages = packagesOf(lockfile)
  const runtime = librariesOf(lockfile, bundled).filter((library) => library.runtime)
  const purls = new Map(runtime.map((library) => [library.path, purlOf(library)]))
  // A version that stands in two folders needs what either of them needs.
  const refsOf = (paths: readonly string[]): readonly string[] =>
    [...new Set(paths.flatMap((path) => needsOf(packages, path)).flatMap((path) => purls.get(path) ?? []))].sort()
  const byPurl = new Map(runtime.map((library) => [purlOf(library), library]))
  const self = purlOf(program)
  const digest = createHash('sha256').update(lockfile).digest('hex')
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`,
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': self,
        name: program.name,
        version: program.version,
        licenses: [{ expression: program.license }],
        purl: self,
      },
    },
    components: [...byPurl]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([purl, library]) => ({
        type: 'library',
        'bom-ref': purl,
        name: library.name,
        version: library.version,
        scope: library.optional ? 'optional' : 'required',
        ...hashesOf(library),
        licenses: [{ expression: library.licence }],
        purl,
      })),
    dependencies: [
      {
        ref: self,
        dependsOn: [...new Set([...refsOf(['']), ...bundled.flatMap((name) => purls.get(`node_modules/${name}`) ?? [])])].sort(),
      },
      ...[...byPurl.keys()].sort().map((ref) => ({
        ref,
        dependsOn: refsOf(runtime.filter((library) => purlOf(library) === ref).map(({ path }) => path)),
      })),
    ],
  }
}

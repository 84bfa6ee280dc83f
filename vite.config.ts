// Builds the web application of web/ into dist/web; while developing it hands calls of the API on to a running server.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `vite dev` finds the API. */
const api = process.env['SKARBNIK_API'] ?? 'http://127.0.0.1:3000'

export default defineConfig({
  root: 'web',
  // The server puts a fresh nonce in place of this mark for each page it hands out.
  html: { cspNonce: '__NONCE__' },
  plugins: [react()],
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
          groups: [{ name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }],
        },
      },
    },
  },
  server: { port: 5173, strictPort: false, proxy: { '/api': { target: api, changeOrigin: false } } },
})

import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './compressed.mts';

/** The API that `npm run dev` proxies to. */
const api = process.env.CONSOLE_API_URL;
const apiPaths = ['/v1', '/auth', '/docs', '/problems', '/openapi.json', '/livez', '/readyz'];

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), tailwindcss(), compressed()],
  build: {
    outDir: fileURLToPath(new URL('../dist/console', import.meta.url)),
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    // The Content-Security-Policy lets fonts and scripts come from files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    host: '127.0.0.1',
    strictPort: true,
    proxy: api ? Object.fromEntries(apiPaths.map((path) => [path, { target: api }])) : {},
  },
});

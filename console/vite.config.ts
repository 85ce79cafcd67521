import { fileURLToPath } from 'node:url'
import VueI18nPlugin from '@intlify/unplugin-vue-i18n/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** Where `npm run dev` passes on what is no page: a gateway that runs, such as that of `./muster up`. */
const gateway = process.env['MUSTER_ORIGIN'] ?? 'http://localhost:8080'

export default defineConfig({
  plugins: [
    vue(),
    // Texts are compiled here: the content security policy lets no page make code of them. Tests look at the texts.
    ...(process.env['VITEST'] === undefined
      ? [
          VueI18nPlugin({
            include: fileURLToPath(new URL('./src/text/catalogues/**', import.meta.url)),
            strictMessage: true,
          }),
        ]
      : []),
  ],
  build: {
    // scripts/finish.mjs makes target/dist of it.
    outDir: 'target/next',
    emptyOutDir: true,
    manifest: true,
    target: ['chrome100', 'firefox114', 'safari16'],
    // What is inlined would be a data: address, which scripts and workers may not have.
    assetsInlineLimit: 0,
  },
  worker: { format: 'es' },
  server: {
    port: 5173,
    strictPort: true,
    proxy: Object.fromEntries(['/api', '/oauth2', '/login', '/logout'].map((path) => [path, gateway])),
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', 'scripts/**/*.test.mjs'],
    css: true,
    reporters: ['default', ['junit', { outputFile: 'target/surefire-reports/TEST-console.xml' }]],
  },
})

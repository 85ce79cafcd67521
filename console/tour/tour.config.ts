import { defineConfig } from '@playwright/test'

/** Pictures of a living town for docs/tour.md: ./take-tour starts this. */
export default defineConfig({
  testDir: '.',
  testMatch: 'tour.ts',
  outputDir: '../target/tour',
  workers: 1,
  fullyParallel: false,
  // People walk to where they are called, at the speed at which people walk.
  timeout: 20 * 60_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    baseURL: process.env['MUSTER_ORIGIN'] ?? 'http://localhost:8080',
    viewport: { width: 1366, height: 768 },
    reducedMotion: 'reduce',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['MUSTER_CHROMIUM'] ?? 'chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    },
  },
})

import { defineConfig } from '@playwright/test'
import { surroundings } from './stories/surroundings'

/** Fills the town for minutes: told when all others have been, by whom it would be in the way. */
const LAST = '**/memory.story.ts'

/** Stories that are told in a browser, to a stack that BrowserStoriesIT has started. */
export default defineConfig({
  testDir: 'stories',
  projects: [
    { name: 'stories', testMatch: '**/*.story.ts', testIgnore: LAST },
    { name: 'last', testMatch: LAST },
  ],
  outputDir: 'target/stories',
  // One stack, and one proxy that is cut.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [
    ['list'],
    ...(surroundings.report === '' ? [] : [['junit', { outputFile: surroundings.report }] as const]),
  ],
  use: {
    baseURL: surroundings.origin,
    viewport: { width: 1366, height: 768 },
    screenshot: 'only-on-failure',
    // Slow, so only when asked for: MUSTER_TRACE=true.
    trace: process.env['MUSTER_TRACE'] === 'true' ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: surroundings.chromium,
      // What the browser would like to say to its maker, it says to nobody: the proxy lets nothing out, and knows what
      // has no switch. Features are switched off by Playwright's own list, which a second --disable-features would put
      // out of force.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-domain-reliability',
      ],
      proxy: { server: `socks5://127.0.0.1:${surroundings.proxyPort}` },
    },
  },
})

import type { BrowserContext, Page } from '@playwright/test'
import { expect } from './story'

declare global {
  interface Window {
    /** When, in milliseconds. */
    played: number[]
  }
}

/** A sound on the pages is one buffer that is started. */
export async function listen(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.played = []
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own object below
    const { start } = AudioBufferSourceNode.prototype
    AudioBufferSourceNode.prototype.start = function (this: AudioBufferSourceNode, ...when) {
      window.played.push(Date.now())
      start.apply(this, when)
    }
  })
}

/** When sounds were started, in milliseconds. */
export async function soundsSince(page: Page, since: number): Promise<number[]> {
  return page.evaluate((from) => window.played.filter((at) => at >= from), since)
}

/** The touch after which a browser sounds, and the sound that tells so. */
export async function beginShift(page: Page, begin: string): Promise<void> {
  const before = Date.now()
  await page.getByRole('button', { name: begin }).click()
  await expect.poll(() => soundsSince(page, before)).not.toEqual([])
}

import type { CDPSession } from '@playwright/test'
import { cancel, clearTown, issueAlert, seeAllAlarms, type Issued } from './command-center'
import { beginShift, listen, soundsSince } from './sounds'
import { expect, logIn, picture, test } from './story'

/** 200 in a minute; by MUSTER_LOAD=600 as many in four. */
const ALERTS = Number(process.env['MUSTER_LOAD'] ?? 200)
const EVERY_MS = ALERTS > 200 ? 400 : 300
const CYCLE_MS = 8_000

/** What the page holds once everything is gone that nothing refers to. */
async function heap(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  return usedSize
}

test.describe('a storm', () => {
  test.use({ locale: 'en', colorScheme: 'dark' })

  test('of alerts leaves the console whole: it holds no more, complains of nothing and sounds once a cycle', async ({
    context,
    page,
  }) => {
    test.setTimeout(ALERTS * EVERY_MS + 180_000)
    await clearTown()
    await listen(context)
    await logIn(page)
    await beginShift(page, 'Begin shift')
    const devtools = await context.newCDPSession(page)
    await devtools.send('HeapProfiler.enable')
    const issued: Issued[] = []
    try {
      const begin = Date.now()
      let atAThird = 0
      for (let count = 0; count < ALERTS; count++) {
        const wait = begin + count * EVERY_MS - Date.now()
        if (wait > 0) {
          await page.waitForTimeout(wait)
        }
        issued.push(await issueAlert())
        if (count === Math.floor(ALERTS / 3)) {
          atAThird = await heap(devtools)
        }
      }
      await expect
        .poll(async () => parseInt(await page.locator('[data-running]').innerText(), 10))
        .toBeGreaterThanOrEqual(ALERTS)
      await picture(page, 'load-en-dark')
      const atTheEnd = await heap(devtools)
      test.info().annotations.push({ type: 'heap', description: `${atAThird} to ${atTheEnd} bytes` })
      expect(atTheEnd).toBeLessThan(atAThird * 1.3)

      // What is more urgent than the sound before does not wait; nothing is more urgent than what sounds then.
      const sounds = await soundsSince(page, begin + CYCLE_MS)
      expect(sounds.length).toBeGreaterThan(0)
      const gaps = sounds.slice(1).map((at, before) => at - (sounds[before] ?? 0))
      expect(Math.min(...gaps)).toBeGreaterThan(CYCLE_MS - 500)
    } finally {
      while (issued.length > 0) {
        await Promise.all(issued.splice(0, 8).map(cancel))
      }
      await seeAllAlarms()
    }
  })
})

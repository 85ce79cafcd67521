import type { Page } from '@playwright/test'
import { cancel, clearTown, formTeams, issueAlert, note, seeAllAlarms, type Issued } from './command-center'
import { scales, type Held } from './memory'
import { expect, logIn, picture, rowOf, test } from './story'

const ALERTS = 600
const MINUTES = 4
const EVERY_MS = (MINUTES * 60_000) / ALERTS
/** After the first of the four minutes all lists that are kept are as long as they may be. */
const WARM_UP = ALERTS / MINUTES
/** An alert runs for so long: there are some twenty at a time. */
const RUNS_MS = 8_000
const AS_MUCH_MORE = 1.3

/** It is not speed that is looked at here: a slow machine has time for its events. */
const CATCHES_UP_MS = 150_000

const NOBODYS = { latitude: 19.5, longitude: 79.5, crs: 'WGS84' }

declare global {
  interface Window {
    /** By alert, when its row was there, in milliseconds. */
    shownAt: Record<string, number>
  }
}

test.use({ locale: 'zh-CN', colorScheme: 'light' })

test('600 alerts in four minutes: what the pages hold stays as much as it was', async ({
  browser,
  context,
  page,
}, testInfo) => {
  test.setTimeout((MINUTES + 6) * 60_000)
  await clearTown()
  const place = await formTeams(['一队', '二队', '三队', '四队', '五队', '六队'])
  await logIn(page)
  await noteRows(page)
  const scale = await scales(browser, context, page)
  const ways: number[] = []

  ways.push(...(await town(page, place, WARM_UP)))
  const begin = await scale.weigh()
  ways.push(...(await town(page, place, ALERTS - WARM_UP)))
  const end = await scale.weigh()

  await picture(page, 'after-600-alerts-zh-CN-light')
  const said = { begin, end, ...ofWays(ways) }
  await testInfo.attach('figures', { body: JSON.stringify(said), contentType: 'application/json' })
  console.log(JSON.stringify(said))
  expect(ways).toHaveLength(ALERTS)
  for (const what of Object.keys(begin) as (keyof Held)[]) {
    expect(end[what], what).toBeLessThan(begin[what] * AS_MUCH_MORE)
  }
})

/**
 * Alerts that come, go on and end, at the pace of a night that nobody has seen yet, until the last is over.
 *
 * @returns how long it took from each one's request until its row was there, in milliseconds
 */
async function town(page: Page, place: object, alerts: number): Promise<number[]> {
  const lives: Promise<Life>[] = []
  const from = Date.now()
  // What has ended since it was listed cannot be seen any more: the next time it is not there.
  const seeing = setInterval(() => void seeAllAlarms().catch(() => undefined), 5_000)
  try {
    for (let at = 0; at < alerts; at++) {
      await until(from + at * EVERY_MS)
      // Every second one has teams to call, whose phones do not answer; the others have none.
      lives.push(live(at % 2 === 0 ? place : NOBODYS))
    }
    const all = await Promise.all(lives)
    const last = all.at(-1)
    if (last !== undefined) {
      await expect(rowOf(page, last.alert)).toHaveCount(0, { timeout: CATCHES_UP_MS })
    }
    await seeAllAlarms()
    await expect(page.locator('[data-region="alarms"] [data-cause^="alert:"]')).toHaveCount(0, {
      timeout: CATCHES_UP_MS,
    })
    const shownAt = await page.evaluate(() => {
      const shown = window.shownAt
      window.shownAt = {}
      return shown
    })
    return all.flatMap(({ alert, askedAt }) => {
      const shown = shownAt[alert.id]
      return shown === undefined ? [] : [shown - askedAt]
    })
  } finally {
    clearInterval(seeing)
  }
}

interface Life {
  readonly alert: Issued
  readonly askedAt: number
}

async function live(location: object): Promise<Life> {
  const askedAt = Date.now()
  const alert = await issueAlert({ location })
  // However long that took: what is cancelled as soon as it is there was never to be seen.
  const issuedAt = Date.now()
  await until(issuedAt + RUNS_MS / 2)
  await note(alert, '报警人来电：仍在现场')
  await until(issuedAt + RUNS_MS)
  await cancel(alert)
  return { alert, askedAt }
}

async function until(time: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, time - Date.now()))
}

async function noteRows(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.shownAt = {}
    const known = new Set<string>()
    new MutationObserver(() => {
      for (const row of document.querySelectorAll('[data-region="alerts"] [data-alert]')) {
        const id = row.getAttribute('data-alert') ?? ''
        if (!known.has(id)) {
          known.add(id)
          window.shownAt[id] = Date.now()
        }
      }
    }).observe(document.body, { childList: true, subtree: true, attributeFilter: ['data-alert'] })
  })
}

function ofWays(ways: readonly number[]): { p50: number; p95: number } {
  const sorted = [...ways].sort((one, other) => one - other)
  const share = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? Number.NaN
  return { p50: share(0.5), p95: share(0.95) }
}

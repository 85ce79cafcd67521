import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type Locator, type Page } from '@playwright/test'
import type { Issued } from './command-center'
import { network } from './proxy'
import { surroundings } from './surroundings'

export { expect }

/** Every story ends with a whole network, and none may have made a page complain. */
export const test = base.extend<{ quiet: undefined }>({
  quiet: [
    async ({ context }, use) => {
      const complaints: string[] = []
      context.on('weberror', (error) => complaints.push(String(error.error())))
      context.on('console', (message) => {
        // Refused and broken requests are what some stories are about; the browser tells of each.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
          complaints.push(message.text())
        }
      })
      await network.restore()
      await use(undefined)
      await network.restore()
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
})

const PASSWORD = 'muster-demo'

/** How most desks look: what is told in both is told so. */
export const LOOKS = [
  ['en', 'dark'],
  ['zh-CN', 'light'],
] as const

/** As the embedded issuer's page asks for it. */
export async function fillIn(page: Page, account: string): Promise<void> {
  await page.locator('input[name=username]').fill(account)
  await page.locator('input[name=password]').fill(PASSWORD)
  await page.locator('button[type=submit]').click()
}

/** From the page through the issuer's and back, until events come. */
export async function logIn(page: Page, account = 'zhang.dispatcher'): Promise<void> {
  await page.goto('/')
  await page.getByRole('main').getByRole('link').click()
  await page.waitForURL(`${surroundings.issuer}/**`)
  await fillIn(page, account)
  await page.waitForURL((url) => url.origin === surroundings.origin)
  await expectLive(page)
}

export function light(page: Page): Locator {
  return page.locator('[data-link]')
}

export async function expectLink(page: Page, link: string, timeout = 15_000): Promise<void> {
  await expect(light(page)).toHaveAttribute('data-link', link, { timeout })
}

export async function expectLive(page: Page, timeout = 30_000): Promise<void> {
  await expectLink(page, 'live', timeout)
}

/** The event stream; of many rows only those in sight are there, so a story looks at one alert's. */
export async function openEvents(page: Page, alert?: Issued): Promise<void> {
  await page.goto(alert === undefined ? '/?page=events' : `/?page=events&number=${alert.number}`)
  await expectLive(page)
}

/** Narrows a stream that is open already, so that it keeps what it has. */
export async function narrowTo(page: Page, alert: Issued): Promise<void> {
  await page.locator('#events input[list]').fill(String(alert.number))
}

/** What the event stream shows of an alert itself, oldest first; alarms about it come by a topic of their own. */
export async function shownOf(page: Page, alert: Issued): Promise<string[]> {
  const rows = page.locator(`#events [data-alert="${alert.id}"]`)
  const types = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-type') ?? ''))
  return types.filter((type) => !type.startsWith('alarm.'))
}

/** An alert's row in the list of the command page. */
export function rowOf(page: Page, alert: Issued): Locator {
  return page.locator(`[data-region="alerts"] [data-alert="${alert.id}"]`)
}

export async function expectNoDoubles(page: Page): Promise<void> {
  const ids = await page
    .locator('#events [data-event]')
    .evaluateAll((all) => all.map((row) => row.getAttribute('data-event')))
  expect(new Set(ids).size).toBe(ids.length)
}

export async function expectAccessible(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(
    found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
  ).toEqual([])
}

/** Neither the page nor one of its panes can be scrolled to the side; names what would have to be. */
export async function expectNothingSticksOut(page: Page): Promise<void> {
  const wide = await page.locator('html, [data-region]').evaluateAll((all) =>
    all
      .filter((element) => element.scrollWidth > element.clientWidth)
      .flatMap((element) => {
        const edge = element.getBoundingClientRect().left + element.clientWidth
        return [...element.querySelectorAll('*')]
          .filter((one) => one.getBoundingClientRect().right > edge + 0.5)
          .map(
            (one) =>
              `${one.tagName}.${one.getAttribute('class') ?? ''} ${one.textContent.trim().slice(0, 30)}`,
          )
          .slice(0, 6)
      }),
  )
  expect(wide).toEqual([])
}

export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${surroundings.screenshots}/${name}.png` })
}

import { cancel, issueAlert } from './command-center'
import { network } from './proxy'
import {
  expect,
  expectAccessible,
  expectLink,
  expectLive,
  fillIn,
  logIn,
  openEvents,
  picture,
  rowOf,
  test,
} from './story'
import { surroundings } from './surroundings'

const languages = [
  {
    locale: 'zh-CN',
    theme: 'light',
    login: '请登录',
    go: '登录',
    who: ['张伟', '调度员', '3203'],
    live: '实时',
    events: '事件流',
    event: '发布警情',
    insecure: '此页面未使用 HTTPS',
    logout: '退出登录',
  },
  {
    locale: 'en',
    theme: 'dark',
    login: 'Please log in',
    go: 'Log in',
    who: ['张伟', 'dispatcher', 'Jurisdiction', '3203'],
    live: 'Live',
    events: 'Events',
    event: 'Alert issued',
    insecure: 'This page is not on HTTPS',
    logout: 'Log out',
  },
] as const

for (const words of languages) {
  test.describe(`in ${words.locale}, ${words.theme}`, () => {
    test.use({ locale: words.locale, colorScheme: words.theme })

    test('somebody logs in, is told who they are and what happens, and logs out', async ({ page }) => {
      await page.goto('/')
      await expect(page.getByRole('heading', { name: words.login })).toBeVisible()
      await expect(page.getByRole('link', { name: words.go, exact: true })).toBeVisible()
      await expectAccessible(page)

      await logIn(page)
      for (const word of words.who) {
        await expect(page.getByRole('banner')).toContainText(word)
      }
      await expect(page.locator('[data-link]')).toContainText(words.live)
      await expect(page.getByText(words.insecure)).toBeVisible()
      await expect(page.locator('html')).toHaveAttribute('lang', words.locale)

      const alert = await issueAlert()
      await expect(rowOf(page, alert)).toContainText(String(alert.number))
      await expectAccessible(page)
      await picture(page, `page-${words.locale}-${words.theme}`)

      await page.getByRole('navigation').getByRole('link', { name: words.events }).first().click()
      await expect(page).toHaveURL(/[?&]page=events/)
      const row = page.locator(`#events [data-alert="${alert.id}"][data-type="alert.issued.v1"]`)
      await expect(row).toContainText(words.event)
      await expect(row).toContainText(String(alert.number))
      await expect(row).toContainText(alert.headline)

      await page.goBack()
      await cancel(alert)
      await expect(page.locator('[data-running]')).toBeVisible()

      await page.getByRole('button', { name: words.logout }).click()
      await expect(page.getByRole('heading', { name: words.login })).toBeVisible()
      await expect(page.getByRole('banner')).not.toContainText(words.who[0])
      await expect(page.locator('[data-region="alerts"]')).toHaveCount(0)
    })
  })
}

test.describe('somebody of another role', () => {
  test.use({ locale: 'en' })

  test('is told who they are, that this page is not for them, and can log out', async ({ page }) => {
    const listed: number[] = []
    page.on('response', (response) => {
      if (new URL(response.url()).pathname === '/api/alerts') {
        listed.push(response.status())
      }
    })
    await page.goto('/')
    await page.getByRole('main').getByRole('link').click()
    await fillIn(page, 'zhao.volunteer')
    await page.waitForURL((url) => url.origin === surroundings.origin)
    await expectLink(page, 'refused')
    await expect(page.getByRole('banner')).toContainText('赵敏')
    await expect(page.locator('[data-stream-says]')).toHaveText('Your role may not see the event stream.')
    await expect(page.locator('[data-region="alerts"]')).toHaveCount(0)
    await expectAccessible(page)
    // What was refused once is not asked for again and again.
    await page.waitForTimeout(4_000)
    expect(listed).toEqual([403])
    await page.getByRole('button', { name: 'Log out' }).click()
    await expect(page.getByRole('heading', { name: 'Please log in' })).toBeVisible()
  })
})

test.describe('the language', () => {
  test.use({ locale: 'en' })

  test('is changed by a key, and kept', async ({ page }) => {
    await page.goto('/')
    await page.getByRole('button', { name: '中文' }).click()
    await expect(page.getByRole('heading', { name: '请登录' })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('heading', { name: '请登录' })).toBeVisible()
    await expect(page).toHaveTitle('Muster 指挥中心')
  })
})

test('the page is there on a phone, and on a slow line', async ({ browser }) => {
  const context = await browser.newContext({
    baseURL: surroundings.origin,
    viewport: { width: 360, height: 640 },
    locale: 'en',
    hasTouch: true,
  })
  const page = await context.newPage()
  // 400 kbit/s.
  await network.slowTo(50_000)
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Please log in' })).toBeVisible({ timeout: 15_000 })
  await network.restore()
  await logIn(page)
  // Nothing sticks out to the side.
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(360)
  await expectAccessible(page)
  await picture(page, 'page-phone')
  await context.close()
})

test('an event moves nothing away from under the pointer', async ({ page }) => {
  await logIn(page)
  await openEvents(page)
  const first = await issueAlert()
  const row = page.locator(`#events [data-alert="${first.id}"]`).first()
  await expect(row).toBeVisible()
  await row.hover()
  const before = await row.boundingBox()
  const second = await issueAlert()
  await expect(page.getByRole('button', { name: /^\d+ new/ })).toBeVisible()
  expect(await row.boundingBox()).toEqual(before)
  await page.keyboard.press('.')
  await expect(page.locator(`#events [data-alert="${second.id}"]`).first()).toBeVisible()
  await cancel(first)
  await cancel(second)
})

test('nobody but this machine is asked for anything', async ({ page }) => {
  const asked = new Set<string>()
  page.on('request', (request) => asked.add(new URL(request.url()).origin))
  await logIn(page)
  await page.reload()
  await expectLive(page)
  expect([...asked].sort()).toEqual([surroundings.origin, surroundings.issuer].sort())
  // Of workers and of the browser itself, too, which a page does not hear of.
  expect((await network.seen()).foreign).toEqual([])
})

import { cancel, issueAlert } from './command-center'
import { network } from './proxy'
import {
  expect,
  expectAccessible,
  expectLink,
  expectLive,
  fillIn,
  logIn,
  LOOKS,
  openEvents,
  picture,
  shownOf,
  test,
} from './story'
import { surroundings } from './surroundings'

for (const [locale, theme] of LOOKS) {
  test.describe(`in ${locale}, ${theme}`, () => {
    test.use({ locale, colorScheme: theme })

    test('a session that ends asks over the page, and loses nothing', async ({ page, context }) => {
      await logIn(page)
      await openEvents(page)
      const before = await issueAlert()
      await expect.poll(() => shownOf(page, before)).toContain('alert.issued.v1')
      await page.getByRole('searchbox').fill(before.headline.slice(0, 5))

      await context.clearCookies({ name: 'MUSTER_SESSION' })
      await network.break()
      const asking = page.getByRole('dialog')
      await expect(asking).toBeVisible()
      await expectLink(page, 'signed-out')
      await expectAccessible(page)
      await picture(page, `ended-${locale}-${theme}`)
      await expect(page.locator(`#events [data-alert="${before.id}"]`).first()).toBeAttached()

      const meanwhile = await issueAlert()
      const opened = page.waitForEvent('popup')
      await asking.getByRole('link').click()
      const popup = await opened
      // The issuer still knows this browser, so it may ask for nothing.
      await expect(async () => {
        if (!popup.isClosed() && new URL(popup.url()).origin === surroundings.issuer) {
          await fillIn(popup, 'zhang.dispatcher')
        }
        await expect(asking).toBeHidden({ timeout: 3_000 })
      }).toPass({ timeout: 30_000 })
      // It closes itself, or says that it can be closed.
      const done = popup.getByRole('heading', { name: /^(Logged in|已登录)$/ })
      await expect
        .poll(async () => popup.isClosed() || (await done.isVisible().catch(() => popup.isClosed())))
        .toBe(true)

      await expectLive(page)
      await expect(page.getByRole('searchbox')).toHaveValue(before.headline.slice(0, 5))
      await expect.poll(() => shownOf(page, meanwhile)).toContain('alert.issued.v1')
      await expect.poll(() => shownOf(page, before)).toContain('alert.issued.v1')
      await cancel(before)
      await cancel(meanwhile)
    })
  })
}

test.describe('logging out', () => {
  test.use({ locale: 'en' })

  test('is for all windows at once, and for the account’s other browsers within ten seconds', async ({
    context,
    browser,
  }) => {
    const here = await context.newPage()
    await logIn(here, 'li.operator')
    const beside = await context.newPage()
    await beside.goto('/')
    await expectLive(beside)
    const elsewhere = await browser.newContext({ locale: 'en', baseURL: surroundings.origin })
    const there = await elsewhere.newPage()
    await logIn(there, 'li.operator')

    await here.getByRole('button', { name: 'Log out' }).click()
    await expect(beside.getByRole('dialog')).toContainText('You logged out in another window')
    await expectLink(beside, 'signed-out')
    // 10 s for the stream to be ended, and the time to come back and be refused.
    await expect(there.getByRole('dialog')).toContainText('Your session has ended', { timeout: 15_000 })

    // The issuer has forgotten the browser, too: it asks for the password again.
    await here.getByRole('main').getByRole('link', { name: 'Log in' }).click()
    await expect(here.locator('input[name=password]')).toBeVisible()
    await elsewhere.close()
  })

  test('and somebody else in one browser: nothing of the one is left to the other', async ({ context }) => {
    const first = await context.newPage()
    await logIn(first)
    await openEvents(first)
    const alert = await issueAlert()
    await cancel(alert)
    await expect.poll(() => shownOf(first, alert)).toContain('alert.cancelled.v1')

    const second = await context.newPage()
    await second.goto('/')
    await second.getByRole('button', { name: 'Log out' }).click()
    await expect(first.getByRole('dialog')).toBeVisible()
    await expect(second.getByRole('main').getByRole('link', { name: 'Log in' })).toBeVisible()
    await logIn(second, 'wang.officer')

    await expect(first.getByRole('banner')).toContainText('王芳')
    await expect(first.getByText('王芳 is logged in at this browser now.')).toBeVisible()
    await expect(first.locator(`#events [data-alert="${alert.id}"]`)).toHaveCount(0)
    await expectLive(first)
  })
})

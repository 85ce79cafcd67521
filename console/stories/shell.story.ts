import { cancel, issueAlert } from './command-center'
import { expect, expectAccessible, expectLive, logIn, picture, rowOf, test } from './story'

const looks = [
  {
    locale: 'en',
    theme: 'dark',
    keys: 'All keys',
    silent: 'NO SOUND',
    begin: 'Begin shift',
    other: 'theme: light',
  },
  {
    locale: 'zh-CN',
    theme: 'light',
    keys: '全部快捷键',
    silent: '无声音',
    begin: '开始值班',
    other: '主题：深色',
  },
] as const

for (const look of looks) {
  test.describe(`in ${look.locale}, ${look.theme}`, () => {
    test.use({ locale: look.locale, colorScheme: look.theme, viewport: { width: 1366, height: 768 } })

    test('a shift begins with the sound, and a desk has its keys and its theme', async ({ page }) => {
      await logIn(page)
      await expect(page.locator('[data-no-sound]')).toHaveText(look.silent)
      await page.getByRole('button', { name: look.begin }).click()
      await expect(page.locator('[data-no-sound]')).toHaveCount(0)

      // The page does not scroll: its panes do.
      const heights = await page.evaluate(() => [document.documentElement.scrollHeight, window.innerHeight])
      expect(heights[0]).toBe(heights[1])

      await page.keyboard.press('?')
      const keys = page.getByRole('dialog', { name: look.keys })
      await expect(keys).toBeVisible()
      await expectAccessible(page)
      await picture(page, `keys-${look.locale}-${look.theme}`)
      await page.keyboard.press('Escape')
      await expect(keys).toBeHidden()

      const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
      const before = await ground()
      await page.locator('header select').selectOption({ label: look.other })
      expect(await ground()).not.toBe(before)
      await page.reload()
      await expectLive(page)
      expect(await ground()).not.toBe(before)
      await expectAccessible(page)
    })
  })
}

test.describe('the keyboard', () => {
  test.use({ locale: 'en' })

  test('comes everywhere: skip link, regions, the new alert and back', async ({ page }) => {
    await logIn(page)
    const alert = await issueAlert()
    await expect(rowOf(page, alert)).toBeVisible()
    await page.evaluate(() => {
      ;(document.activeElement as HTMLElement | null)?.blur()
    })
    await page.keyboard.press('Tab')
    await expect(page.locator('.skip')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.locator('#content')).toBeFocused()

    const regions: string[] = []
    for (let step = 0; step < 6; step++) {
      await page.keyboard.press('F6')
      regions.push(
        await page.evaluate(
          () => document.activeElement?.closest('[data-region]')?.getAttribute('data-region') ?? '',
        ),
      )
    }
    expect(regions).toEqual(['alarms', 'reports', 'alerts', 'detail', 'map', 'banner'])

    await page.keyboard.press('F2')
    await expect(page).toHaveURL(/doing=new/)
    await expect(page.locator('[data-region="detail"]')).toContainText('alert')
    await page.keyboard.press('Escape')
    await expect(page).not.toHaveURL(/doing=/)
    await cancel(alert)
  })

  test('finds an alert by its number, and makes one of a line', async ({ page }) => {
    await logIn(page)
    const alert = await issueAlert()
    await page.keyboard.press('/')
    await page.keyboard.type(String(alert.number))
    const found = page.locator('[data-choice="alert"]').first()
    await expect(found).toContainText(alert.headline, { timeout: 15_000 })
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`alert=${alert.id}`))
    await expect(page.locator('[data-region="detail"]')).toContainText(alert.headline)

    await page.keyboard.press('/')
    await page.keyboard.type('xizhu theft 2')
    await expect(page.locator('[data-choice="issue"]')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/doing=new/)
    await cancel(alert)
  })
})

test.describe('several windows', () => {
  test.use({ locale: 'en' })

  test('look at one thing, and exactly one of them makes the sound', async ({ context }) => {
    const command = await context.newPage()
    await logIn(command)
    const alert = await issueAlert()
    await command.getByRole('button', { name: 'Begin shift' }).click()
    await expect(command.locator('[data-no-sound]')).toHaveCount(0)

    const opened = command.waitForEvent('popup')
    await command.getByRole('navigation').getByRole('link', { name: 'Board' }).click()
    const board = await opened
    await expectLive(board)
    // It is heard that the other window sounds.
    await expect(board.locator('[data-no-sound]')).toHaveCount(0)
    await rowOf(command, alert).getByRole('button').click()
    await expect(board.locator('[data-region="detail"]')).toContainText(alert.headline)

    await command.close()
    await expect(board.locator('[data-no-sound]')).toHaveText('NO SOUND')
    await board.getByRole('button', { name: 'Begin shift' }).click()
    await expect(board.locator('[data-no-sound]')).toHaveCount(0)
    await cancel(alert)
  })

  test('show colleagues at other desks and what they look at, until they go', async ({
    context,
    browser,
  }) => {
    const here = await context.newPage()
    await logIn(here)
    const alert = await issueAlert()
    await rowOf(here, alert).getByRole('button').click()
    const board = here.locator(`article[data-alert="${alert.id}"]`)
    await expect(board.getByRole('log')).toContainText('Alert issued')
    const elsewhere = await browser.newContext({ locale: 'en', baseURL: new URL(here.url()).origin })
    const there = await elsewhere.newPage()
    await logIn(there, 'li.operator')
    await there.goto(`/?alert=${alert.id}`)
    await expect(here.locator('[data-colleagues]')).toContainText('李娜')
    await expect(board).toContainText('Looking: 李娜')
    // At once, and not after a minute of silence.
    await there.close()
    await expect(board).not.toContainText('Looking: 李娜')
    await elsewhere.close()
    await cancel(alert)
  })
})

test.describe('the wall', () => {
  test.use({ locale: 'en', colorScheme: 'dark', viewport: { width: 1920, height: 1080 } })

  test('shows running alerts to a room, and nothing of persons nor to press', async ({ page }) => {
    await logIn(page)
    const alert = await issueAlert()
    await page.goto('/?page=wall')
    await expectLive(page)
    const row = page.locator(`.wall [data-alert="${alert.id}"]`)
    const others = page.getByText(/more run$/)
    await expect(row.or(others).first()).toBeVisible()
    await expect(page.getByRole('button')).toHaveCount(0)
    await expect(page.getByText(alert.headline)).toHaveCount(0)
    await expect(page.getByText('张伟')).toHaveCount(0)
    await expectAccessible(page)
    await picture(page, 'wall')
    await cancel(alert)
  })
})

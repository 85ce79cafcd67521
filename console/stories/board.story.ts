import type { Page } from '@playwright/test'
import { cancel, formTeams, issueAlert, note, timeline, type Issued } from './command-center'
import { expect, expectAccessible, expectNothingSticksOut, logIn, picture, test } from './story'

const dark = { locale: 'en', colorScheme: 'dark' } as const
const light = { locale: 'zh-CN', colorScheme: 'light' } as const

async function openBoard(page: Page, alert: Issued): Promise<void> {
  await page.goto(`/?page=command&alert=${alert.id}`)
  await expect(page.locator('article[data-state=shown]')).toContainText(String(alert.number))
}

test.describe('the board in English, dark', () => {
  test.use(dark)

  test('an alert is opened from the queue, and shows its clock, its waves and its story', async ({
    page,
  }) => {
    await logIn(page)
    const alert = await issueAlert()
    await page.locator(`[aria-labelledby=alerts-heading] [data-alert="${alert.id}"] button`).click()
    const board = page.locator(`article[data-alert="${alert.id}"]`)
    await expect(board.getByRole('heading', { level: 2 })).toContainText(alert.headline)
    await expect(board.locator('[data-phase]')).toContainText('of ')
    await expect(board.getByRole('log')).toContainText('Alert issued')
    expect(page.url()).toContain(`alert=${alert.id}`)
    await expectAccessible(page)
    await picture(page, 'board-en-dark')
    await cancel(alert)
    await expect(board).toContainText('This alert is over.')
  })

  test('what another desk does is there without a reload, and whatever people write is text', async ({
    page,
  }) => {
    await logIn(page)
    const alert = await issueAlert({
      headline: `<script>alert(1)</script>${'x'.repeat(175)}`,
      description: '"><img src=x onerror=alert(1)>' + 'w'.repeat(3_970),
      address: '\u05d1\u05d9\u05ea \u0627\u0644\u0633\u0644\u0627\u0645 \u{1f6b2}\u{1f468}\u200d\u{1f692}',
      location: await formTeams(['<script>alert(2)</script>', 'W'.repeat(100)]),
    })
    await openBoard(page, alert)
    const board = page.locator('article[data-state=shown]')
    await note(alert, `"><img src=x onerror=alert(3)> ${'n'.repeat(1_900)}`)
    await expect(page.getByRole('log')).toContainText('<img src=x')
    await expect(board.getByRole('heading', { level: 2 })).toContainText('<script>alert(1)</script>')
    await expect(board.getByRole('table')).toContainText('<script>alert(2)</script>')
    await expect(board).toContainText('\u0627\u0644\u0633\u0644\u0627\u0645')
    await expect(page.locator('#content img, #content script')).toHaveCount(0)
    await expectNothingSticksOut(page)
    await expectAccessible(page)
    await picture(page, 'board-hostile')
    await cancel(alert)
  })

  test('teams that are called are in sight at once, on a small screen too', async ({ page }) => {
    await logIn(page)
    const alert = await issueAlert({ location: await formTeams(['Mazhuang 1', 'Xizhu 2', 'Qianwang']) })
    await openBoard(page, alert)
    const rows = page.getByRole('table').getByRole('row')
    await expect(rows).toHaveCount(4)
    for (const row of await rows.all()) {
      await expect(row).toBeInViewport({ ratio: 1 })
    }
    await expectAccessible(page)
    await picture(page, 'board-teams-en-dark')
    await cancel(alert)
  })

  test('two dispatchers on one alert see each other; the second is told what the first did, and keeps the text', async ({
    page,
    browser,
  }) => {
    await logIn(page)
    const alert = await issueAlert()
    await openBoard(page, alert)
    const second = await (await browser.newContext(dark)).newPage()
    await logIn(second, 'zhou.dispatcher')
    await openBoard(second, alert)
    await expect(page.locator('article')).toContainText('Looking: 周静')
    await expect(second.locator('article')).toContainText('Looking: 张伟')

    await second.keyboard.press('u')
    await second.getByLabel('Headline').fill('The text of the second')
    await page.keyboard.press('u')
    await page.getByLabel('Teams needed').fill('3')
    await page.keyboard.press('Control+Enter')
    await expect(second.locator('[data-conflict]')).toContainText('Needed: 3')
    await expect(second.getByLabel('Headline')).toHaveValue('The text of the second')
    await second.locator('[data-conflict] button').click()
    await second.keyboard.press('Control+Enter')
    await expect(page.getByRole('heading', { level: 2, name: 'The text of the second' })).toBeVisible()
    await second.context().close()
    await cancel(alert)
  })

  test('an alert is watched again, second by second, and nothing can be done there', async ({ page }) => {
    await logIn(page)
    const alert = await issueAlert()
    await note(alert, 'written later')
    await openBoard(page, alert)
    await expect(page.getByRole('log')).toContainText('written later')
    await page.getByRole('button', { name: 'Watch it again' }).click()
    await expect(page.getByRole('log')).not.toContainText('written later')
    await expect(page.getByRole('button', { name: /Next wave/ })).toHaveCount(0)
    await page.getByRole('button', { name: 'Back to now' }).click()
    await expect(page.getByRole('log')).toContainText('written later')
    await cancel(alert)
  })
})

test.describe('the board in Chinese, light', () => {
  test.use(light)

  test('a note by keys alone; the end asks once and says how many are told', async ({ page }) => {
    await logIn(page)
    const alert = await issueAlert()
    await openBoard(page, alert)
    await page.keyboard.press('t')
    await page.keyboard.type('报警人来电')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('log')).toContainText('报警人来电')
    await expect(page.locator('article textarea')).toHaveCount(0)
    await page.keyboard.press('e')
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('将通知')
    await expectAccessible(page)
    await dialog.getByLabel('虚惊').check()
    await page.keyboard.press('Control+Enter')
    await expect(page.locator('article[data-state=shown]')).toContainText('该警情已结束')
    expect(await timeline(alert)).toContain('alert.resolved.v1')
    await picture(page, 'board-zh-CN-light')
  })

  test('the radio line has the number in the digits of the radio', async ({ page }) => {
    await logIn(page)
    const alert = await issueAlert()
    await openBoard(page, alert)
    await page.keyboard.press('r')
    const digits = Array.from(String(alert.number), (digit) => '洞幺两三四五六拐八勾'[Number(digit)]).join('')
    await expect(page.getByRole('dialog')).toContainText(digits)
    await picture(page, 'board-radio-zh-CN-light')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('log')).toContainText('电台播报')
    await cancel(alert)
  })

  test('what is no alert of the scope says so', async ({ page }) => {
    await logIn(page)
    await page.goto('/?page=command&alert=00000000-0000-7000-8000-000000000000')
    await expect(page.locator('article[data-state=missing]')).toContainText('没有这条警情')
  })
})

import type { Browser, Page } from '@playwright/test'
import { answerAllReports, cancel, issueAlert, report, clearTown } from './command-center'
import { beginShift, listen, soundsSince } from './sounds'
import { expect, expectAccessible, logIn, picture, test } from './story'

async function secondDesk(
  browser: Browser,
  locale: string,
  colorScheme: 'dark' | 'light',
): Promise<{ page: Page; close: () => Promise<void> }> {
  const context = await browser.newContext({ locale, colorScheme })
  await listen(context)
  return { page: await context.newPage(), close: () => context.close() }
}

function line(page: Page, cause: string) {
  return page.locator(`.row [data-cause="${cause}"]`)
}

test.describe('in English, dark', () => {
  test.use({ locale: 'en', colorScheme: 'dark' })

  test('nobody is reached: it is said and sounds, and who has it is known at every desk', async ({
    browser,
    context,
    page,
  }) => {
    test.slow()
    await clearTown()
    await listen(context)
    await logIn(page)
    await beginShift(page, 'Begin shift')
    const other = await secondDesk(browser, 'zh-CN', 'light')
    await logIn(other.page, 'li.operator')
    await beginShift(other.page, '开始值班')

    const issuedAt = Date.now()
    const alert = await issueAlert()
    const cause = `alert:${alert.id}`
    await expect(line(page, cause)).toContainText(String(alert.number), { timeout: 10_000 })
    await page.getByRole('button', { name: /^All \d/ }).click()
    const listed = page.locator(`#alarm-list [data-cause="${cause}"]`)
    await expect(listed).toContainText('all waves used, still short', { timeout: 10_000 })
    expect(Date.now() - issuedAt).toBeLessThan(10_000)
    await expectAccessible(page)
    await picture(page, 'alarm-en-dark')
    for (const desk of [page, other.page]) {
      await expect.poll(() => soundsSince(desk, issuedAt), { timeout: 10_000 }).not.toEqual([])
    }
    await other.page.getByRole('button', { name: /^全部 \d/ }).click()
    const listedThere = other.page.locator(`#alarm-list [data-cause="${cause}"]`)
    await expect(listedThere).toContainText(String(alert.number))
    await page.keyboard.press('F8')
    await expect(listedThere).toContainText('张伟', { timeout: 2_000 })
    await expect(listed).toContainText('张伟 has it')
    await picture(other.page, 'alarm-in-hand-zh-CN-light')
    // A cycle is eight seconds, whoever is at whichever desk.
    const silentFrom = Date.now()
    await page.waitForTimeout(9_000)
    for (const desk of [page, other.page]) {
      expect(await soundsSince(desk, silentFrom)).toEqual([])
    }

    await cancel(alert)
    await expect(listed).toHaveCount(0)
    await expect(listedThere).toHaveCount(0)
    await other.close()
  })

  test('what is over before anybody has seen it stays, struck through, until it is seen', async ({
    page,
  }) => {
    await clearTown()
    await logIn(page)
    const alert = await issueAlert()
    const cause = `alert:${alert.id}`
    await expect(line(page, cause).locator('strong')).toBeVisible()
    await page.getByRole('button', { name: /^All \d/ }).click()
    const listed = page.locator(`#alarm-list [data-cause="${cause}"]`)
    await cancel(alert)
    await expect(listed.locator('s').first()).toContainText(String(alert.number))
    await expect(listed).toContainText('over, not seen yet')
    await picture(page, 'alarm-gone-en-dark')
    await listed.getByRole('button', { name: 'Seen' }).click()
    await expect(listed).toHaveCount(0)
  })
})

test.describe('in Chinese, light', () => {
  test.use({ locale: 'zh-CN', colorScheme: 'light' })

  test('a report over its time is shelved with a reason, at all desks, and stays in sight', async ({
    browser,
    context,
    page,
  }) => {
    test.slow()
    await answerAllReports()
    await clearTown()
    const other = await secondDesk(browser, 'en', 'dark')
    const waiting = await report('story of a shelved alarm')
    // At these desks it has waited for six minutes.
    for (const one of [context, other.page.context()]) {
      await one.route(/\/api\/reports\?/, async (route) => {
        const answer = await route.fetch()
        const list = (await answer.json()) as { items: { submittedAt: string }[] }
        for (const item of list.items) {
          item.submittedAt = new Date(Date.parse(item.submittedAt) - 360_000).toISOString()
        }
        await route.fulfill({ response: answer, json: list })
      })
    }
    await logIn(page)
    await logIn(other.page)
    for (const desk of [page, other.page]) {
      await expect(line(desk, 'reports')).toBeVisible()
    }
    await page.keyboard.press('F9')
    const dialog = page.getByRole('dialog')
    await expect(dialog).toBeVisible()
    await expectAccessible(page)
    await picture(page, 'alarm-shelving-zh-CN-light')
    const reason = '<b>正在</b>电话核实'
    await dialog.getByRole('textbox').fill(reason)
    await dialog.getByRole('button', { name: '搁置' }).click()
    await expect(dialog).toHaveCount(0)

    for (const [desk, list] of [
      [page, /^全部 \d/],
      [other.page, /^All \d/],
    ] as const) {
      await expect(line(desk, 'reports')).toHaveCount(0)
      await desk.getByRole('button', { name: list }).click()
      const shelved = desk.locator(`[data-shelved*="${waiting}"]`)
      await expect(shelved).toContainText(reason)
      await expect(shelved).toContainText('张伟')
    }
    await picture(page, 'alarm-shelved-zh-CN-light')
    await page.locator(`[data-shelved*="${waiting}"]`).getByRole('button').click()
    await expect(line(other.page, 'reports')).toBeVisible()
    await other.close()
  })
})

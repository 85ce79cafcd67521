import { cancel, issueAlert, note } from './command-center'
import { expect, expectAccessible, logIn, openEvents, picture, test } from './story'

test.describe('the event stream, in English and dark', () => {
  test.use({ locale: 'en', colorScheme: 'dark' })

  test('hides what a filter says, counts it, and opens an event', async ({ page }) => {
    await logIn(page)
    await openEvents(page)
    const alert = await issueAlert()
    const issued = page.locator(`#events [data-alert="${alert.id}"][data-type="alert.issued.v1"]`)
    await expect(issued).toContainText(String(alert.number))
    const text = '<b>bold</b> noted by the story'
    await note(alert, text)
    const noted = page.locator(`#events [data-alert="${alert.id}"][data-type="alert.note-added.v1"]`)
    await expect(noted).toContainText(text)

    await page.locator('#events').getByRole('searchbox').fill('noted by the story')
    await expect(issued).toHaveCount(0)
    await expect(page.locator('#events')).toContainText('Hides')
    await noted.click()
    const detail = page.getByRole('region', { name: 'Note', exact: true })
    await expect(detail).toContainText(text)
    await expectAccessible(page)
    await picture(page, 'events-en-dark')
    await page.keyboard.press('Escape')
    await expect(detail).toHaveCount(0)

    // What is hidden has not gone: it is among what followed.
    await page.locator('#events').getByRole('searchbox').fill('')
    await issued.click()
    const first = page.getByRole('region', { name: 'Alert issued', exact: true })
    await first.getByRole('button', { name: text }).click()
    await expect(detail).toBeVisible()
    await cancel(alert)
  })

  test('stops by the space bar, and says what is new', async ({ page }) => {
    await logIn(page)
    await openEvents(page)
    const alert = await issueAlert()
    await expect(page.locator(`#events [data-alert="${alert.id}"]`).first()).toBeVisible()
    await page.keyboard.press(' ')
    await cancel(alert)
    const ended = page.locator(`#events [data-alert="${alert.id}"][data-type="alert.cancelled.v1"]`)
    await expect(page.getByRole('button', { name: /Stopped: \d+ new/ })).toContainText(/[1-9]/)
    await expect(ended).toHaveCount(0)
    await page.keyboard.press('.')
    await expect(ended).toBeVisible()
  })

  test('is played again from a time on', async ({ page }) => {
    const begin = new Date(Date.now() + 8 * 3_600_000 - 2_000).toISOString().slice(0, 19)
    const alert = await issueAlert()
    await cancel(alert)
    await logIn(page)
    await page.goto(`/?page=events&from=${begin}`)
    await expect(page.locator('#events')).toContainText('REPLAY')
    await expect(page.locator(`#events [data-alert="${alert.id}"]`).first()).toBeVisible()
    await page.getByRole('button', { name: 'Back to live' }).click()
    await expect(page.locator('#events')).not.toContainText('REPLAY')
  })
})

test.describe('the system page, in Chinese and light', () => {
  test.use({ locale: 'zh-CN', colorScheme: 'light' })

  test('says in one sentence how all is, with figures and dead letters', async ({ page }) => {
    await logIn(page)
    await page.goto('/?page=system')
    await expect(page.locator('[data-verdict]')).not.toBeEmpty()
    await expect(page.locator('[data-service]')).toHaveCount(4)
    await expect(page.locator('[data-service=dispatch] [data-status=up]')).toContainText('就绪')
    await page.locator('[data-letters-of=dispatch]').click()
    await expect(page.locator('[data-list], [data-letter]').first()).toBeVisible()
    await expectAccessible(page)
    await picture(page, 'system-zh-CN-light')
  })
})

test.describe('the registry', () => {
  test.use({ locale: 'zh-CN', colorScheme: 'light' })

  test('is walked through by the keys of a tree', async ({ page }) => {
    await logIn(page)
    await page.goto('/?page=registry')
    const tree = page.getByRole('tree')
    await expect(tree.getByRole('treeitem').first()).toBeVisible()
    await tree.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/area=\d+/)
    await expectAccessible(page)
    await picture(page, 'registry-zh-CN-light')
  })
})

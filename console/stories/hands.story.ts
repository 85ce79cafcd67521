import type { CDPSession, Page } from '@playwright/test'
import type { Map as DrawnMap } from 'maplibre-gl'
import { cancel, issueAlert, note } from './command-center'
import {
  expect,
  expectAccessible,
  expectLive,
  expectNothingSticksOut,
  logIn,
  picture,
  rowOf,
  test,
} from './story'

/** A key that an input method has taken: browsers tell of it under this code. */
const TAKEN = 229

async function take(input: CDPSession, key: string): Promise<void> {
  await input.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, windowsVirtualKeyCode: TAKEN })
  await input.send('Input.dispatchKeyEvent', { type: 'keyUp', key, windowsVirtualKeyCode: TAKEN })
}

/** Where the map is looked at, as it says itself. */
async function mapView(page: Page): Promise<string> {
  return page.locator('[role=application]').evaluate((element) => {
    const { drawnMap } = element as HTMLElement & { drawnMap?: DrawnMap }
    return drawnMap === undefined ? '' : `${drawnMap.getCenter().toString()} ${drawnMap.getZoom()}`
  })
}

test.describe('an input method', () => {
  test.use({ locale: 'zh-CN', colorScheme: 'light' })

  test('has its keys for itself: nothing is sent nor opened while it composes', async ({ page, context }) => {
    await logIn(page)
    const alert = await issueAlert()
    await page.goto(`/?alert=${alert.id}`)
    await expect(page.locator('article[data-state=shown]')).toBeVisible()
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') {
        sent.push(new URL(request.url()).pathname)
      }
    })

    await page.keyboard.press('t')
    const field = page.locator('article textarea')
    await expect(field).toBeFocused()
    const address = page.url()
    const input = await context.newCDPSession(page)
    await input.send('Input.imeSetComposition', { text: "bao'jing", selectionStart: 8, selectionEnd: 8 })
    for (const key of ['Enter', 'w', 'e', 'F2', 'F4', 'F8', 'F9', 'Escape', ' ']) {
      await take(input, key)
    }
    // Some methods let the browser have the keys, and only say that they compose.
    for (const key of ['F2', 'F4', 'Control+Enter', 'Escape']) {
      await page.keyboard.press(key)
    }
    expect(page.url()).toBe(address)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(field).toBeFocused()
    await input.send('Input.insertText', { text: '报警人来电' })
    await expect(field).toHaveValue('报警人来电')
    await page.keyboard.press('Enter')
    await page.keyboard.type('w')
    expect(sent).toEqual([])
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('log')).toContainText('报警人来电')
    expect(sent).toEqual([`/api/alerts/${alert.id}/notes`])
    await expect(field).toHaveCount(0)

    // The field to find things takes the marked line by Enter, and not the method's Enter.
    await page.keyboard.press('/')
    await input.send('Input.imeSetComposition', { text: 'xi', selectionStart: 2, selectionEnd: 2 })
    await take(input, 'Enter')
    await expect(page.getByRole('combobox', { name: '查找或命令' }).first()).toBeFocused()
    expect(page.url()).toBe(address)
    await cancel(alert)
  })

  test('of which a desk has none still writes: single letters can be switched off', async ({ page }) => {
    await logIn(page)
    const alert = await issueAlert()
    await page.goto(`/?alert=${alert.id}`)
    await expect(page.locator('article[data-state=shown]')).toBeVisible()
    await page.keyboard.press('?')
    await page.getByRole('checkbox', { name: /单字母/ }).uncheck()
    await page.keyboard.press('Escape')
    await page.keyboard.press('t')
    await page.keyboard.press('e')
    await expect(page.locator('article textarea')).toHaveCount(0)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.locator('article [aria-keyshortcuts=E]')).toHaveCount(0)
    await page.keyboard.press('F2')
    await expect(page).toHaveURL(/doing=new/)
    await cancel(alert)
  })
})

test.describe('the hand', () => {
  test.use({ locale: 'en', colorScheme: 'dark' })

  test('hits what it points at: fifty events move neither list, focus nor map', async ({ page }) => {
    await logIn(page)
    const first = await Promise.all([issueAlert(), issueAlert(), issueAlert()])
    for (const alert of first) {
      await expect(rowOf(page, alert)).toBeVisible()
    }
    await expect(page.locator('[data-map=drawn]')).toBeVisible({ timeout: 20_000 })
    await expect.poll(() => mapView(page)).not.toBe('')
    // Until what the three have caused is over.
    await page.waitForTimeout(2_000)
    const row = page.locator('[data-region=alerts] li').nth(2)
    await row.getByRole('button').focus()
    await row.hover()
    const pointed = await row.getAttribute('data-alert')
    const before = await row.boundingBox()
    const view = await mapView(page)
    const came: string[] = []
    await page.exposeFunction('story_moved', (what: string) => came.push(what))
    await row.evaluate((element) => {
      const at = element.getBoundingClientRect().top
      new ResizeObserver(look).observe(document.body)
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true })
      function look(): void {
        const moved = element.getBoundingClientRect().top - at
        if (moved !== 0 || !element.isConnected) {
          ;(window as unknown as { story_moved: (what: string) => void }).story_moved(String(moved))
        }
      }
    })

    // Each is issued, opens three waves, is handed over, and raises alarms.
    const later = await Promise.all(Array.from({ length: 8 }, () => issueAlert({ severity: 'EXTREME' })))
    await Promise.all(later.map((alert) => note(alert, 'one more')))
    await expect(page.locator('[data-region=alerts]').getByRole('button', { name: /^\d+ new/ })).toBeVisible()
    expect(came).toEqual([])
    expect(await row.boundingBox()).toEqual(before)
    expect(await mapView(page)).toBe(view)
    await expect(row.getByRole('button')).toBeFocused()
    await page.mouse.down()
    await page.mouse.up()
    await expect(page).toHaveURL(new RegExp(`alert=${pointed ?? ''}`))
    await Promise.all([...first, ...later].map(cancel))
  })
})

test.describe('at 400 % on a small screen', () => {
  test.use({ locale: 'en', colorScheme: 'light', viewport: { width: 341, height: 192 } })

  test('every page is one column, and scrolls down only', async ({ page }) => {
    await logIn(page)
    const alert = await issueAlert()
    for (const address of [
      '/',
      `/?alert=${alert.id}`,
      '/?doing=new',
      '/?doing=phone',
      '/?page=events',
      '/?page=system',
      '/?page=registry',
      '/?page=wall',
    ]) {
      await page.goto(address)
      await expectLive(page)
      await expect(page.getByText('Loading')).toHaveCount(0)
      await expectNothingSticksOut(page)
    }
    await page.goto(`/?alert=${alert.id}`)
    await expect(page.locator('article[data-state=shown]')).toBeVisible()
    const boxes = []
    for (const region of ['reports', 'alerts', 'detail', 'map']) {
      boxes.push(await page.locator(`[data-region=${region}]`).boundingBox())
    }
    expect(new Set(boxes.map((box) => box?.x)).size).toBe(1)
    const tops = boxes.map((box) => box?.y ?? NaN)
    expect(tops).toEqual([...tops].sort((one, other) => one - other))
    await expectAccessible(page)
    await picture(page, 'zoom-400')
    await cancel(alert)
  })
})

test.describe('a browser of neither language', () => {
  test.use({ locale: 'fr-FR', colorScheme: 'dark' })

  test('is spoken to in English, with times as everywhere', async ({ page }) => {
    await page.goto('/')
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expect(page.getByRole('heading', { name: 'Please log in' })).toBeVisible()
    await logIn(page)
    const alert = await issueAlert()
    await rowOf(page, alert).getByRole('button').click()
    await expect(page.getByRole('log')).toContainText('Alert issued')
    await expect(page.locator('header time')).toHaveText(/^\d\d:\d\d:\d\d$/)
    await expect(page.getByRole('log').locator('time').first()).toHaveText(/^\d\d:\d\d:\d\d$/)
    await cancel(alert)
  })
})

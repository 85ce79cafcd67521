import type { Map as DrawnMap } from 'maplibre-gl'
import type { Page } from '@playwright/test'
import { cancel, issueAlert } from './command-center'
import { expect, expectAccessible, logIn, picture, test } from './story'

/** How many marks of a kind are drawn, as the map itself says. */
async function drawn(page: Page, layer: string): Promise<number> {
  return page.locator('[role=application]').evaluate((element, id) => {
    const { drawnMap } = element as HTMLElement & { drawnMap?: DrawnMap }
    return drawnMap === undefined ? -1 : drawnMap.queryRenderedFeatures({ layers: [id] }).length
  }, layer)
}

test.describe('in English, dark', () => {
  test.use({ locale: 'en', colorScheme: 'dark' })

  test('a real map draws the running alerts, and an alert that ends goes from it', async ({ page }) => {
    await logIn(page)
    const alert = await issueAlert()
    await expect(page.locator('[data-map=drawn]')).toBeVisible({ timeout: 20_000 })
    await page.goto(`/?alert=${alert.id}`)
    await expect.poll(() => drawn(page, 'alerts'), { timeout: 20_000 }).toBeGreaterThan(0)
    await picture(page, 'map-dark')
    await expectAccessible(page)
    await cancel(alert)
  })

  test('M lists what the map says, nearest first', async ({ page }) => {
    await logIn(page)
    const alert = await issueAlert()
    await expect(page.locator('[data-map=drawn]')).toBeVisible({ timeout: 20_000 })
    await page.keyboard.press('m')
    await expect(page.locator(`[data-mark="alert:${alert.id}"]`)).toBeVisible()
    await page.keyboard.press('m')
    await expect(page.locator('[data-mark]')).toHaveCount(0)
    await cancel(alert)
  })

  test('moved by a key it stays, whatever happens', async ({ page }) => {
    await logIn(page)
    await expect(page.locator('[data-map=drawn]')).toBeVisible({ timeout: 20_000 })
    await page.locator('[role=application]').focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => new URL(page.url()).searchParams.get('map')).not.toBeNull()
    const before = new URL(page.url()).searchParams.get('map')
    const alert = await issueAlert()
    await expect(page.locator(`[data-stop="alert:${alert.id}"]`)).toBeAttached()
    expect(new URL(page.url()).searchParams.get('map')).toBe(before)
    await cancel(alert)
  })
})

test.describe('in Chinese, light', () => {
  test.use({ locale: 'zh-CN', colorScheme: 'light' })

  test('the map takes the theme, and its marks are of the page’s language', async ({ page }) => {
    await logIn(page)
    // The map goes where the alerts are, which may be far away.
    await page.goto('/?map=34.30000,117.20000,8.0')
    await expect(page.locator('[data-map=drawn]')).toBeVisible({ timeout: 20_000 })
    await expect.poll(() => drawn(page, 'county'), { timeout: 20_000 }).toBeGreaterThan(0)
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await picture(page, 'map-light')
    await expectAccessible(page)
  })
})

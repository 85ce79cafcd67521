import { expect, expectAccessible, logIn, LOOKS, picture, test } from './story'
import type { Page } from '@playwright/test'

const words = {
  en: {
    search: 'Search a place',
    headline: 'Headline',
    send: /^Send/,
    number: 'Number',
    said: 'What is said',
  },
  'zh-CN': { search: '查找地点', headline: '标题', send: /^发布/, number: '号码', said: '来电内容' },
} as const

/** As somebody says it: so it is found among all others. */
function said(): string {
  return `story ${Date.now()} <script>x</script>`
}

/** Numbers far from every team, so that nobody is called by a story. */
async function choosePlace(page: Page, label: string): Promise<void> {
  const search = page.getByRole('combobox', { name: label })
  await search.fill('20.5, 79.5 WGS84')
  await expect(page.getByRole('listbox').getByRole('option')).toBeVisible()
  await search.press('Enter')
  await expect(page.locator('[data-chosen]')).toContainText('20.50000, 79.50000')
}

for (const [locale, colorScheme] of LOOKS) {
  test.describe(`in ${locale}, ${colorScheme}`, () => {
    test.use({ locale, colorScheme })
    const text = words[locale]

    test('an alert takes where, what and send, by the keyboard alone', async ({ page }) => {
      await logIn(page)
      await page.keyboard.press('F2')
      await choosePlace(page, text.search)
      await page.getByRole('radio').first().focus()
      await page.keyboard.press('5')
      const headline = said()
      await page.getByLabel(text.headline).fill(headline)
      await expectAccessible(page)
      await picture(page, `issue-${locale}-${colorScheme}`)
      // Enter in a field sends nothing.
      await page.getByLabel(text.headline).press('Enter')
      await expect(page).toHaveURL(/doing=new/)
      await page.keyboard.press('Control+Enter')
      // It is far from the jurisdiction, which has to be meant.
      await page.locator('[data-far] input[type=checkbox]').check()
      await page.keyboard.press('Control+Enter')
      await expect(page).toHaveURL(/alert=/)
      await expect(page.getByText(headline).first()).toBeVisible()
    })

    test('what is said on the phone becomes a report, which is answered', async ({ page }) => {
      await logIn(page)
      await page.keyboard.press('F4')
      await page.getByLabel(text.number, { exact: true }).fill('13800000000')
      const words = said()
      await page.getByLabel(text.said).fill(words)
      await expectAccessible(page)
      await page.keyboard.press('Control+Enter')
      await expect(page).toHaveURL(/report=/)
      await expect(page.locator('blockquote')).toContainText(words)
      await expect(page.locator('[data-claim=mine]')).toBeVisible()
      await expectAccessible(page)
      await picture(page, `triage-${locale}-${colorScheme}`)
      await page.locator('h2').first().click()
      await page.keyboard.press('a')
      await page.locator('[data-doing=answer] textarea').fill('it is seen to')
      await page.keyboard.press('Control+Enter')
      await expect(page.locator('[data-decided]')).toContainText('it is seen to')
    })
  })
}

test.describe('a half-written alert', () => {
  test.use({ locale: 'en', colorScheme: 'dark' })

  test('survives a reload', async ({ page }) => {
    await logIn(page)
    await page.keyboard.press('F2')
    const headline = said()
    await page.getByLabel('Headline').fill(headline)
    await page.reload()
    await expect(page.getByLabel('Headline')).toHaveValue(headline)
  })
})

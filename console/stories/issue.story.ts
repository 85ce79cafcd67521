import { expect, expectAccessible, logIn, picture, test } from './story'

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

for (const [locale, colorScheme] of [
  ['en', 'dark'],
  ['zh-CN', 'light'],
] as const) {
  test.describe(`in ${locale}, ${colorScheme}`, () => {
    test.use({ locale, colorScheme })
    const text = words[locale]

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

import { answerAllReports, cancel, formTeams, issueAlert, report } from './command-center'
import { expect, expectLive, expectNothingSticksOut, logIn, picture, rowOf, test } from './story'

const SCRIPT = '<script>window.taken = 1</script>'
const IMAGE = '"><img src=x onerror="window.taken = 1">'
/** Turns round what comes after it: no service takes it. */
const TURNED = '\u202etxet denrut'
const RIGHT_TO_LEFT = '\u05d1\u05d9\u05ea \u0627\u0644\u0633\u0644\u0627\u0645'
const EMOJI = '\u{1f6b2}\u{1f468}\u200d\u{1f692}'
const LONG = 'w'.repeat(10_000)

test.describe('whatever people write', () => {
  test.use({ locale: 'en', colorScheme: 'light' })

  test('is text on every page, and breaks none', async ({ page }) => {
    test.setTimeout(150_000)
    await answerAllReports()
    await logIn(page)
    const place = await formTeams([`${SCRIPT}${EMOJI}`, RIGHT_TO_LEFT])
    await expect(issueAlert({ headline: TURNED })).rejects.toThrow(/\/api\/alerts: 400/)
    await expect(report(TURNED)).rejects.toThrow(/\/api\/reports: 400/)
    const alert = await issueAlert({
      headline: `${RIGHT_TO_LEFT} ${IMAGE}`,
      description: `${SCRIPT}${LONG.slice(0, 3_900)}`,
      address: `${RIGHT_TO_LEFT} ${EMOJI} ${SCRIPT}${LONG.slice(0, 200)}`,
      location: place,
    })
    const told = await report(`${IMAGE}${RIGHT_TO_LEFT}${LONG.slice(0, 3_800)}`)

    await expect(rowOf(page, alert)).toContainText(SCRIPT)
    for (const where of [
      `/?report=${told}`,
      `/?alert=${alert.id}`,
      `/?page=events&number=${alert.number}`,
      '/?page=registry',
      '/?page=wall',
      `/?page=board&alert=${alert.id}`,
    ]) {
      await page.goto(where)
      await expectLive(page)
      await expect(page.locator('#content img, #content script')).toHaveCount(0)
      await expectNothingSticksOut(page)
      expect(await page.evaluate(() => 'taken' in window)).toBe(false)
    }
    await page.goto(`/?report=${told}`)
    await expect(page.locator('blockquote')).toContainText(IMAGE)
    await picture(page, 'hostile-triage-en-light')
    await cancel(alert)
    await answerAllReports()
  })

  test('may be a word of ten thousand letters, in each field that one writes in', async ({ page }) => {
    await logIn(page)
    for (const key of ['F2', 'F4']) {
      await page.keyboard.press(key)
      const fields = page.locator(
        '[data-region=detail] :is(input:not([type]), input[type=text], input[type=search], input[type=tel], textarea):visible',
      )
      await expect(fields.first()).toBeVisible()
      for (const field of await fields.all()) {
        await field.fill(LONG)
        await expectNothingSticksOut(page)
      }
      await picture(page, `hostile-${key}-en-light`)
      await page.keyboard.press('Escape')
    }
  })
})

import { cancel, issueAlert, note, timeline } from './command-center'
import { network } from './proxy'
import {
  expect,
  expectLink,
  expectLive,
  expectNoDoubles,
  logIn,
  narrowTo,
  openEvents,
  rowOf,
  shownOf,
  test,
} from './story'

test.use({ locale: 'en' })

test('a cut is told at once; what happened meanwhile comes after it, all of it and once', async ({
  page,
}) => {
  await logIn(page)
  await openEvents(page)
  const before = await issueAlert()
  await expect.poll(() => shownOf(page, before)).toContain('alert.issued.v1')

  await network.cut()
  await expectLink(page, 'lost')
  await expect(page.locator('[data-stream-says]')).toContainText(
    /^Connection lost since \d\d:\d\d:\d\d\. This is from before\./,
  )
  await note(before, 'said during the cut')
  const missed = await issueAlert()
  await note(missed, 'one')
  await note(missed, 'two')
  await cancel(missed)
  await expect(page.locator(`#events [data-alert="${missed.id}"]`)).toHaveCount(0)

  await network.restore()
  // Unless it has tried by itself meanwhile.
  await page
    .getByRole('button', { name: 'Try now' })
    .click({ timeout: 3_000 })
    .catch(() => undefined)
  await expectLive(page)
  await expect(page.locator('[data-stream-says]')).toContainText(
    /^Back\. \d+ events caught up, none missed\.$/,
  )
  for (const alert of [before, missed]) {
    await narrowTo(page, alert)
    await expect.poll(async () => (await shownOf(page, alert)).join()).toBe((await timeline(alert)).join())
  }
  await expectNoDoubles(page)
  // The list of alerts has followed by the same events.
  await page.keyboard.press('Escape')
  await expect(rowOf(page, before)).toBeVisible()
  await expect(rowOf(page, missed)).toHaveCount(0)
  await cancel(before)
})

test('connections that break again and again leave no gap and no double', async ({ page }) => {
  await logIn(page)
  await openEvents(page)
  const alert = await issueAlert()
  await narrowTo(page, alert)
  for (let time = 1; time <= 5; time++) {
    await network.break()
    await note(alert, `after break ${time}`)
  }
  await expectLive(page, 45_000)
  await expect
    .poll(async () => (await shownOf(page, alert)).join(), { timeout: 30_000 })
    .toBe((await timeline(alert)).join())
  await expectNoDoubles(page)
  await cancel(alert)
})

test('six windows share one stream: more than an account may have', async ({ context }) => {
  const first = await context.newPage()
  await logIn(first)
  await openEvents(first)
  const others = []
  for (let window = 0; window < 6; window++) {
    const page = await context.newPage()
    await page.goto('/?page=events')
    others.push(page)
  }
  for (const page of others) {
    await expectLive(page)
  }
  const alert = await issueAlert()
  for (const page of [first, ...others]) {
    await expect.poll(() => shownOf(page, alert)).toContain('alert.issued.v1')
    await expectNoDoubles(page)
  }
  // One that is closed takes nothing from the others.
  await first.close()
  await note(alert, 'after the first window has gone')
  for (const page of others) {
    await expect.poll(() => shownOf(page, alert)).toContain('alert.note-added.v1')
  }
  await cancel(alert)
})

import { cancel, issueAlert, note, timeline } from './command-center'
import { stack } from './stack'
import {
  expect,
  expectLink,
  expectLive,
  expectNoDoubles,
  logIn,
  openEvents,
  rowOf,
  shownOf,
  test,
} from './story'

test.use({ locale: 'en', colorScheme: 'dark' })
test.setTimeout(150_000)

test('the service that tells of events is killed and comes back: nothing is missed, nothing is told twice', async ({
  page,
}) => {
  await logIn(page)
  await openEvents(page)
  const alert = await issueAlert()
  await expect.poll(() => shownOf(page, alert)).toContain('alert.issued.v1')

  await stack.kill('notification-service')
  try {
    await expectLink(page, 'lost')
    await expect(page.locator('[data-stream-says]')).toContainText('This is from before')
    await note(alert, 'said while it was away')
  } finally {
    await stack.restart('notification-service')
  }
  await expectLive(page, 60_000)
  await expect(page.locator('[data-stream-says]')).toContainText('none missed')
  await expect
    .poll(async () => (await shownOf(page, alert)).join(), { timeout: 30_000 })
    .toBe((await timeline(alert)).join())
  await expectNoDoubles(page)
  await cancel(alert)
})

test('what is done while dispatching is away is sent again until it is known, and counts once', async ({
  page,
}) => {
  await logIn(page)
  const alert = await issueAlert()
  await rowOf(page, alert).getByRole('button').click()
  await expect(page.getByRole('log')).toContainText('Alert issued')

  await stack.kill('dispatch-service')
  try {
    await page.keyboard.press('t')
    await page.keyboard.type('written while it was away')
    await page.keyboard.press('Control+Enter')
    await expect(page.locator('article form')).toContainText('No answer yet')
    await expect(page.locator('article textarea')).toHaveValue('written while it was away')
    await expect(page.locator('[data-link]')).toBeVisible()
  } finally {
    await stack.restart('dispatch-service')
  }
  await expect(page.getByRole('log')).toContainText('written while it was away', { timeout: 60_000 })
  await expect(page.locator('article textarea')).toHaveCount(0)
  const notes = (await timeline(alert)).filter((type) => type === 'alert.note-added.v1')
  expect(notes).toHaveLength(1)
  await cancel(alert)
})

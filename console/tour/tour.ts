import { expect, test, type Browser, type Page } from '@playwright/test'

/** Told by ./take-tour; in a town of one's own these are there. */
const account = process.env['MUSTER_ACCOUNT'] ?? 'zhang.dispatcher'
const officer = process.env['MUSTER_OFFICER'] ?? 'wang.officer'
const password = process.env['MUSTER_PASSWORD'] ?? 'muster-demo'

const PICTURES = `${import.meta.dirname}/../../docs/images`
/** Answers come within a minute, of those who answer. */
const UNTIL_SOMEBODY_COMES_MS = 3 * 60_000
/** On foot from the next beat, and some of those who said yes do not come after all. */
const UNTIL_SOMEBODY_IS_THERE_MS = 8 * 60_000

/** As the people of the town say it, in both languages' pictures: they are of one alert. */
const VILLAGE = '西朱村'
const HEADLINE = '西朱村小卖部门口红色电动车被盗'
const SMOKE = '卫生室后面的车棚在冒烟。'
const FOUND = '车停在卫生室后面，锁在路灯杆上。'

const LOOKS = [
  ['en', 'dark'],
  ['zh-CN', 'light'],
] as const
type Screens = readonly (readonly [language: string, page: Page])[]

test('the tour', async ({ browser }) => {
  const screens = await signIn(browser, account)
  for (const [, page] of screens) {
    await fillIn(page)
  }
  await take(screens, '1-issue')

  const [[, issuer], [, colleague]] = screens as [Screens[number], Screens[number]]
  await colleague.keyboard.press('Escape')
  await issuer.keyboard.press('Control+Enter')
  await expect(issuer.getByRole('heading', { name: HEADLINE })).toBeVisible()
  const board = issuer.url()
  await colleague.goto(board)
  await expect(firstTeam(issuer, 'ACKNOWLEDGED', 'EN_ROUTE')).toBeVisible({
    timeout: UNTIL_SOMEBODY_COMES_MS,
  })
  await take(screens, '2-board')

  const officers = await signIn(browser, officer)
  await openReport(officers)
  await take(officers, '3-triage')
  for (const [, page] of officers) {
    await page.context().close()
  }

  await expect(firstTeam(issuer, 'ON_SCENE')).toBeVisible({ timeout: UNTIL_SOMEBODY_IS_THERE_MS })
  for (const [, page] of screens) {
    await page.goto('/?page=events')
    await expect(page.locator('#events [data-event]').nth(5)).toBeVisible()
  }
  await take(screens, '4-events')

  for (const [, page] of screens) {
    await page.goto(board)
    await expect(firstTeam(page, 'ON_SCENE')).toBeVisible()
  }
  await issuer.keyboard.press('e')
  await issuer.locator('dialog [value=FOUND]').check()
  await issuer.locator('dialog textarea').fill(FOUND)
  await issuer.keyboard.press('Control+Enter')
  for (const [, page] of screens) {
    await expect(page.locator('.over', { hasText: FOUND })).toBeVisible()
    await page.locator('.went').scrollIntoViewIfNeeded()
  }
  await take(screens, '5-end')
})

/** One account at two desks: one in each language, each with its theme. */
async function signIn(browser: Browser, name: string): Promise<Screens> {
  const screens: (readonly [string, Page])[] = []
  for (const [locale, colorScheme] of LOOKS) {
    const context = await browser.newContext({ locale, colorScheme })
    const page = await context.newPage()
    await page.goto('/')
    await page.getByRole('main').getByRole('link').click()
    await page.locator('input[name=username]').fill(name)
    await page.locator('input[name=password]').fill(password)
    await page.locator('button[type=submit]').click()
    await expect(page.locator('[data-link]')).toHaveAttribute('data-link', 'live')
    await expect(page.locator('[data-map=drawn]')).toBeVisible()
    screens.push([locale, page])
  }
  return screens
}

/** Where, what, and what it would do; not sent yet. */
async function fillIn(page: Page): Promise<void> {
  await page.keyboard.press('F2')
  const form = page.locator('.issue')
  await form.getByRole('combobox').first().fill(VILLAGE)
  await form.getByRole('listbox').getByRole('option').first().click()
  await form.getByRole('radio').first().check()
  await form.locator('input[type=text][maxlength]').last().fill(HEADLINE)
  await expect(page.locator('[data-preview=shown] [data-wave]').first()).toBeVisible()
}

function firstTeam(page: Page, ...states: string[]) {
  const shapes = states.map((state) => `[data-shape=${state}]`).join(', ')
  return page.locator(`[data-task]:has(${shapes})`).first()
}

/** One that a resident of the town has told; else the officer is told it on the phone. */
async function openReport(screens: Screens): Promise<void> {
  const [[, first]] = screens as [Screens[number]]
  const waiting = first.locator('[data-region=reports] [data-report] button')
  if ((await waiting.count()) > 0) {
    await waiting.first().click()
  } else {
    await first.keyboard.press('F4')
    await first.locator('[data-region=detail] textarea').fill(SMOKE)
    await first.keyboard.press('Control+Enter')
  }
  await expect(first.locator('[data-claim=mine]')).toBeVisible()
  for (const [, page] of screens.slice(1)) {
    await page.goto(first.url())
    await expect(page.locator('[data-report-state=there]')).toBeVisible()
  }
}

async function take(screens: Screens, name: string): Promise<void> {
  for (const [language, page] of screens) {
    // Nothing is pointed at, and what has just been drawn is there.
    await page.mouse.move(0, 0)
    await page.waitForTimeout(2_000)
    await page.screenshot({ path: `${PICTURES}/tour-${name}-${language}.png` })
  }
}

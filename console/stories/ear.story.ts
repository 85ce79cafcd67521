import { expect, logIn, test } from './story'

/** With the eyes shut: everything is found by its role and its name, as a reader of the screen tells of it. */
for (const [locale, text] of [
  [
    'en',
    {
      search: 'Search a place',
      found: 'Places found',
      form: 'New alert',
      what: 'fire hazard',
      headline: 'Headline',
      meant: 'It is meant all the same',
      send: 'Send',
      state: 'escalated',
      alerts: 'Alerts',
      timeline: 'Alert issued',
      end: 'End',
      ask: 'End this alert?',
      cancel: 'It should not have been: cancel',
      yes: 'Cancel the alert',
    },
  ],
  [
    'zh-CN',
    {
      search: '查找地点',
      found: '找到的地点',
      form: '新建警情',
      what: '火灾隐患',
      headline: '标题',
      meant: '确为此处',
      send: '发布',
      state: '已上报',
      alerts: '警情',
      timeline: '发布警情',
      end: '结束',
      ask: '结束该警情？',
      cancel: '不应发布：撤销',
      yes: '撤销警情',
    },
  ],
] as const) {
  test.describe(`with the eyes shut, in ${locale}`, () => {
    test.use({ locale, colorScheme: 'dark' })

    test('an alert is issued, found in its list, read and ended, by names and roles only', async ({
      page,
    }) => {
      await logIn(page)
      await page.keyboard.press('F2')
      const form = page.getByRole('region', { name: text.form, exact: true })
      const place = form.getByRole('combobox', { name: text.search })
      await place.fill('20.5, 79.5 WGS84')
      await expect(form.getByRole('listbox', { name: text.found }).getByRole('option')).toHaveCount(1)
      await place.press('Enter')
      await form.getByRole('radio', { name: text.what }).check()
      const headline = `ear ${Date.now()}`
      await form.getByRole('textbox', { name: text.headline }).fill(headline)
      await form.getByRole('button', { name: text.send, exact: true }).click()
      // It is far from the jurisdiction, which is asked for.
      await form.getByRole('checkbox', { name: text.meant }).check()
      await form.getByRole('button', { name: text.send, exact: true }).click()

      const board = page.getByRole('article', { name: headline })
      await expect(board.getByRole('heading', { name: headline })).toBeVisible()
      await expect(board.getByRole('log')).toContainText(text.timeline)
      const row = page
        .getByRole('region', { name: text.alerts })
        .getByRole('button', { name: new RegExp(`${text.what}, ${headline}, .*${text.state}`) })
      await expect(row).toHaveAttribute('aria-current', 'true')

      await board.getByRole('button', { name: text.end, exact: true }).click()
      const ask = page.getByRole('dialog', { name: text.ask })
      await ask.getByRole('radio', { name: text.cancel }).check()
      await ask.getByRole('textbox').fill('by the story')
      await ask.getByRole('button', { name: text.yes }).click()
      await expect(ask).toHaveCount(0)
      await expect(row).toHaveCount(0)
    })
  })
}

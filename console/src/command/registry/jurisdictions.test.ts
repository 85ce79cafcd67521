import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { streamEvent } from '../../stream/world'
import { speak } from '../../text'
import { forgetDrafts } from '../../ui/drafts'
import { dispatcher, problem, testDesk, type TestDesk } from '../desk-for-tests'
import RegistryPage from './RegistryPage.vue'
import { digitsBelow, jurisdictionDraftOf, missingInJurisdiction } from './jurisdiction-form'
import { turnTo } from './where'

const city = { code: '3203', name: '徐州市', level: 'CITY', version: 1 }
const county = { code: '320371', name: '开发区', level: 'COUNTY', parentCode: '3203', version: 3 }
const county2 = { code: '320372', name: '新区', level: 'COUNTY', parentCode: '3203', version: 1 }

let world: TestDesk
let page: ReturnType<TestDesk['mounted']>

beforeEach(() => {
  speak('en')
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true
  }
})

afterEach(() => {
  page.unmount()
  forgetDrafts()
  vi.unstubAllGlobals()
})

async function open(area: string, session = dispatcher): Promise<void> {
  world = testDesk(session)
  world.answers.set('GET /api/jurisdictions/3203', Response.json(city))
  world.answers.set('GET /api/jurisdictions/320371', Response.json(county))
  world.answers.set('GET /api/jurisdictions', ({ query }) =>
    Response.json({ items: query.get('parent') === '3203' ? [county] : [] }),
  )
  turnTo({ view: 'area', area, entry: '' })
  page = world.mounted(RegistryPage)
  await flushPromises()
}

async function click(text: string): Promise<void> {
  await page
    .findAll('button')
    .find((one) => one.text().startsWith(text))
    ?.trigger('click')
  await flushPromises()
}

function pane(): string {
  return page.get('[data-jurisdiction]').text()
}

describe('a jurisdiction', () => {
  it('is chosen in the tree, and shown with what is registered of it', async () => {
    await open('')
    expect(page.text()).toContain('Choose a jurisdiction in the tree.')
    page.unmount()
    await open('320371')
    expect(pane()).toContain('county')
    expect(pane()).toContain('no point')
  })

  it('is renamed by the version that was read', async () => {
    await open('320371')
    await click('Edit')
    await page.get('form.entry input[required]').setValue('经济技术开发区')
    let sent: unknown
    world.answers.set('PUT /api/jurisdictions/320371', ({ body }) => {
      sent = body
      return Response.json({ ...county, name: '经济技术开发区', version: 4 })
    })
    await click('Save')
    expect(sent).toEqual({ code: '320371', name: '经济技术开发区', parentCode: '3203', version: 3 })
    expect(page.get('#jurisdiction-heading').text()).toBe('经济技术开发区')
  })

  it('that another desk has changed meanwhile keeps what is typed', async () => {
    await open('320371')
    await click('Edit')
    await page.get('form.entry input[required]').setValue('Mine')
    world.answers.set('PUT /api/jurisdictions/320371', problem(409, { reason: 'OTHER_VERSION' }))
    world.answers.set(
      'GET /api/jurisdictions/320371',
      Response.json({ ...county, name: 'Theirs', version: 4 }),
    )
    await click('Save')
    expect(page.get('[data-trouble=conflict]').text()).toContain('Name')
    expect((page.get('form.entry input[required]').element as HTMLInputElement).value).toBe('Mine')
  })

  it('is registered below another one, with a code that begins with its', async () => {
    await open('3203')
    await click('New one below it')
    const [code, name] = page.findAll('form.entry input[required]')
    expect((code?.element as HTMLInputElement).value).toBe('3203')
    await name?.setValue('新区')
    expect(page.text()).toContain('Still missing or no number: Code')
    await code?.setValue('320372')
    let sent: unknown
    world.answers.set('POST /api/jurisdictions', ({ body }) => {
      sent = body
      return Response.json(county2, { status: 201 })
    })
    world.answers.set('GET /api/jurisdictions', ({ query }) =>
      Response.json({ items: query.get('parent') === '3203' ? [county, county2] : [] }),
    )
    await click('Save')
    expect(sent).toEqual({ code: '320372', name: '新区', parentCode: '3203' })
    expect(pane()).toContain('新区 is registered.')
    expect(page.find('[data-code="320372"]').exists()).toBe(true)
  })

  it('in which something stands is not removed, and says so', async () => {
    await open('320371')
    await click('Remove')
    world.answers.set('DELETE /api/jurisdictions/320371', problem(409, { reason: 'OCCUPIED' }))
    await page.get('dialog button').trigger('click')
    await flushPromises()
    expect(pane()).toContain('Did not count: something stands in it; that has to go first.')
    world.answers.set('DELETE /api/jurisdictions/320371', new Response(null, { status: 204 }))
    await click('Remove')
    await page.get('dialog button').trigger('click')
    await flushPromises()
    expect(page.get('[data-entry=gone]').text()).toBe('This jurisdiction is not registered any more.')
  })

  it('that somebody else removes is gone here, too', async () => {
    await open('320371')
    world.events(
      streamEvent({ topic: 'volunteer.events', type: 'jurisdiction.removed.v1', key: '320371', version: 4 }),
    )
    await flushPromises()
    expect(page.find('[data-entry=gone]').exists()).toBe(true)
  })

  it('is only looked at outside the scope, and by who may not write', async () => {
    await open('320371', { ...dispatcher, roles: ['operator'] })
    expect(pane()).toContain('This account may look')
    expect(pane()).not.toContain('Remove')
    page.unmount()
    await open('320371', { ...dispatcher, jurisdiction: '320312' })
    expect(pane()).not.toContain('Remove')
  })
})

describe('what is typed of a jurisdiction', () => {
  const whole = { ...jurisdictionDraftOf(null, '3203'), code: '320371', name: 'x' }

  it.each([
    ['whole without a point', {}, []],
    ['without a name', { name: ' ' }, ['name']],
    ['with a code of another', { code: '320471' }, ['code']],
    ['with too short a code', { code: '32037' }, ['code']],
    ['with half a point', { latitude: '34.3' }, ['longitude']],
    ['with a point beyond the pole', { latitude: '91', longitude: '117' }, ['latitude']],
  ])('is %s', (_, typed, missing) => {
    expect(missingInJurisdiction({ ...whole, ...typed }, '3203')).toEqual(missing)
  })

  it('has as many digits as its level', () => {
    expect(['32', '3203', '320371', '320371003', '320371003209'].map(digitsBelow)).toEqual([4, 6, 9, 12, 15])
    expect(digitsBelow('320371003209001')).toBeNull()
  })
})

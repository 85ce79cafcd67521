import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { streamEvent } from '../../stream/world'
import { speak } from '../../text'
import { forgetDrafts } from '../../ui/drafts'
import { NOON, dispatcher, problem, testDesk, type TestDesk } from '../desk-for-tests'
import RegistryPage from './RegistryPage.vue'
import { turnTo } from './where'

const city = { code: '3203', name: '徐州市', level: 'CITY', version: 1 }
const county = { code: '320371', name: '徐州经济技术开发区', level: 'COUNTY', parentCode: '3203', version: 1 }
const team = {
  id: 't-1',
  name: '西朱村巡逻一队',
  jurisdiction: '320371',
  kind: 'village-watch',
  base: { latitude: 34.29, longitude: 117.33, crs: 'WGS84' },
  capabilities: ['radio'],
  members: [{ volunteerId: 'v-1', role: 'CAPTAIN' }],
  changedAt: new Date(NOON).toISOString(),
  onDuty: true,
  version: 4,
}
const volunteer = {
  id: 'v-1',
  name: '王芳',
  jurisdiction: '320371',
  phone: '+8613812345678',
  proposedSubject: 'wang.fang',
  version: 2,
}

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

async function open(where: Parameters<typeof turnTo>[0] = {}, session = dispatcher): Promise<void> {
  world = testDesk(session)
  world.answers.set('GET /api/jurisdictions/3203', Response.json(city))
  world.answers.set('GET /api/jurisdictions/320371', Response.json(county))
  world.answers.set('GET /api/jurisdictions', ({ query }) =>
    Response.json({ items: query.get('parent') === '3203' ? [county] : [] }),
  )
  world.answers.set('GET /api/teams', Response.json({ items: [team] }))
  world.answers.set('GET /api/teams/t-1', Response.json(team))
  world.answers.set('GET /api/volunteers', Response.json({ items: [volunteer] }))
  world.answers.set('GET /api/volunteers/v-1', Response.json(volunteer))
  turnTo({ view: 'teams', area: '', entry: '', ...where })
  page = world.mounted(RegistryPage)
  await flushPromises()
}

function button(text: string) {
  const found = page.findAll('button').find((one) => one.text().startsWith(text))
  if (found === undefined) {
    throw new Error(`No button ${text}`)
  }
  return found
}

async function click(text: string): Promise<void> {
  await button(text).trigger('click')
  await flushPromises()
}

function sent(method: string) {
  return world.asked.filter((one) => one.method === method)
}

function reads(path: string): number {
  return world.asked.filter((one) => one.method === 'GET' && one.path === path).length
}

describe('the tree of jurisdictions', () => {
  it('begins with the own one, and reads children when they are opened', async () => {
    await open()
    expect(page.findAll('[role=treeitem]').map((item) => item.text())).toEqual([
      '▾徐州市3203',
      '▸徐州经济技术开发区320371',
    ])
    expect(world.asked.some(({ query }) => query.get('parent') === '320371')).toBe(false)
    page.get<HTMLElement>('[role=tree]').element.focus()
    for (const key of ['Home', 'ArrowDown', 'ArrowRight']) {
      window.dispatchEvent(new KeyboardEvent('keydown', { key }))
      await flushPromises()
    }
    expect(world.asked.some(({ query }) => query.get('parent') === '320371')).toBe(true)
    expect(page.get('[role=tree]').attributes('aria-activedescendant')).toBe('tree-320371')
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }))
    await flushPromises()
    expect(location.search).toContain('area=320371')
    expect(world.asked.at(-1)?.query.get('jurisdiction')).toBe('320371')
  })

  it('can be tried again', async () => {
    await open()
    page.unmount()
    world = testDesk()
    world.answers.set('GET /api/jurisdictions/3203', problem(503))
    page = world.mounted(RegistryPage)
    await flushPromises()
    expect(page.get('[data-list=failed]').text()).toContain('It could not be read.')
    world.answers.set('GET /api/jurisdictions/3203', Response.json(city))
    await click('Try again')
    expect(page.get('[data-code="3203"]').text()).toContain('徐州市')
  })

  it('is not for everybody', async () => {
    await open({}, { ...dispatcher, roles: ['volunteer'] })
    expect(page.find('[role=tree]').exists()).toBe(false)
    expect(page.text()).toContain('outside your scope')
  })
})

describe('teams', () => {
  it('are listed with the name and code of their jurisdiction', async () => {
    await open()
    expect(page.get('[data-team=t-1]').text()).toContain('西朱村巡逻一队')
    expect(page.get('[data-team=t-1]').text()).toContain('徐州经济技术开发区')
    expect(page.get('[data-team=t-1]').text()).toContain('320371')
  })

  it('do not move by themselves: a change is counted', async () => {
    await open()
    const before = reads('/api/teams')
    world.events(streamEvent({ topic: 'volunteer.events', type: 'team.changed.v1', key: 't-9' }))
    await nextTick()
    expect(reads('/api/teams')).toBe(before)
    await click('1 changes since')
    expect(reads('/api/teams')).toBe(before + 1)
  })

  it('show names and numbers of people only when somebody asks', async () => {
    await open({ entry: 't-1' })
    expect(page.text()).not.toContain('王芳')
    expect(reads('/api/volunteers')).toBe(0)
    await click('Show names and numbers')
    expect(page.get('[data-member=v-1]').text()).toContain('王芳')
    expect(page.get('[data-member=v-1]').text()).toContain('138 1234 5678')
  })

  it('are changed by the version that was read', async () => {
    await open({ entry: 't-1' })
    world.answers.set('PUT /api/teams/t-1', Response.json({ ...team, name: 'New name', version: 5 }))
    await click('Edit')
    await page.get('form.entry input').setValue('New name')
    await click('Save')
    expect(sent('PUT')[0]?.body).toMatchObject({ name: 'New name', version: 4 })
    expect(page.get('h3#team-heading').text()).toBe('New name')
  })

  it('keep what is typed when another desk was first, and say in what', async () => {
    await open({ entry: 't-1' })
    world.answers.set(
      'PUT /api/teams/t-1',
      problem(409, { reason: 'OTHER_VERSION', detail: 'The version is 5.' }),
    )
    await click('Edit')
    world.answers.set('GET /api/teams/t-1', Response.json({ ...team, kind: 'boats', version: 5 }))
    await page.get('form.entry input').setValue('Mine')
    await click('Save')
    expect(page.get('[data-trouble=conflict]').text()).toContain(
      'Another desk has changed it meanwhile: Kind.',
    )
    expect(page.get<HTMLInputElement>('form.entry input').element.value).toBe('Mine')
    world.answers.set('PUT /api/teams/t-1', Response.json({ ...team, name: 'Mine', version: 6 }))
    await click('Save mine all the same')
    expect(sent('PUT').at(-1)?.body).toMatchObject({ name: 'Mine', version: 5 })
    expect(page.get('h3#team-heading').text()).toBe('Mine')
  })

  it('can take what the other desk has written', async () => {
    await open({ entry: 't-1' })
    world.answers.set('PUT /api/teams/t-1', problem(409, { reason: 'OTHER_VERSION' }))
    await click('Edit')
    world.answers.set('GET /api/teams/t-1', Response.json({ ...team, name: 'Theirs', version: 5 }))
    await page.get('form.entry input').setValue('Mine')
    await click('Save')
    await click('Take theirs')
    expect(page.get<HTMLInputElement>('form.entry input').element.value).toBe('Theirs')
    expect(page.find('[data-trouble]').exists()).toBe(false)
  })

  it('keep what is typed when they are gone meanwhile', async () => {
    await open({ entry: 't-1' })
    world.answers.set('PUT /api/teams/t-1', problem(404))
    await click('Edit')
    await page.get('form.entry input').setValue('Mine')
    await click('Save')
    expect(page.get('[data-trouble=gone]').text()).toContain('Your text is kept.')
    expect(page.get<HTMLInputElement>('form.entry input').element.value).toBe('Mine')
  })

  it('say what is wrong field by field', async () => {
    await open({ entry: 't-1' })
    world.answers.set(
      'PUT /api/teams/t-1',
      problem(400, { errors: [{ field: 'capabilities[0]', message: 'must be 1 to 40 of a-z' }] }),
    )
    await click('Edit')
    await page.get('form.entry input').setValue('Mine')
    await click('Save')
    expect(page.get('[data-trouble=invalid]').text()).toBe('Capabilities: must be 1 to 40 of a-z')
  })

  it('are over when they are disbanded, by this desk or another', async () => {
    await open({ entry: 't-1' })
    world.answers.set('DELETE /api/teams/t-1', new Response(null, { status: 204 }))
    await click('Disband')
    expect(page.get('dialog').text()).toContain('its 1 members stay registered')
    await page.findAll('dialog button')[0]?.trigger('click')
    await flushPromises()
    expect(page.get('[data-entry=gone]').text()).toBe('This team is not there any more.')
    page.unmount()
    await open({ entry: 't-1' })
    world.events(
      streamEvent({ topic: 'volunteer.events', type: 'team.disbanded.v1', key: 't-1', version: 5 }),
    )
    await nextTick()
    expect(page.find('[data-entry=gone]').exists()).toBe(true)
  })

  it('are registered once, though the first answer was lost', async () => {
    await open({ area: '320371', entry: 'new' })
    const [name] = page.findAll('form.entry input')
    await name?.setValue('New team')
    const numbers = page.findAll('fieldset input[inputmode=decimal]')
    await numbers[0]?.setValue('34.3')
    await numbers[1]?.setValue('117.3')
    world.answers.set('POST /api/teams', (asked) => {
      const { id } = asked.body as { id: string }
      world.answers.set(`GET /api/teams/${id}`, Response.json({ ...team, id, name: 'New team' }))
      return problem(409, { reason: 'EXISTS' })
    })
    await click('Save')
    await flushPromises()
    expect(page.get('h3#team-heading').text()).toBe('New team')
  })

  it('are only looked at by who may not change them', async () => {
    await open({ entry: 't-1' }, { ...dispatcher, roles: ['operator'] })
    expect(page.findAll('button').map((one) => one.text())).not.toContain('Edit')
    expect(page.text()).toContain('This account may look')
  })

  it('that are outside the scope say so', async () => {
    await open()
    page.unmount()
    world.answers.set('GET /api/teams/t-2', problem(403))
    turnTo({ entry: 't-2' })
    page = world.mounted(RegistryPage)
    await flushPromises()
    expect(page.get('[data-entry=forbidden]').text()).toBe('This is outside your scope.')
  })
})

describe('volunteers', () => {
  it('are read when somebody asks, for each look is recorded', async () => {
    await open({ view: 'volunteers' })
    expect(reads('/api/volunteers')).toBe(0)
    await page.get('section.pane form').trigger('submit')
    await flushPromises()
    expect(page.get('[data-volunteer=v-1]').text()).toContain('wang.fang, not confirmed')
    expect(page.text()).not.toContain('138')
  })

  it('show a number when somebody wants to ring', async () => {
    await open({ view: 'volunteers', entry: 'v-1' })
    expect(page.find('[data-phone]').exists()).toBe(false)
    await click('Show the number')
    expect(page.get('[data-phone]').text()).toBe('138 1234 5678')
  })

  it('have their account confirmed by a wider scope', async () => {
    await open({ view: 'volunteers', entry: 'v-1' })
    world.answers.set(
      'PUT /api/volunteers/v-1/account',
      Response.json({ ...volunteer, proposedSubject: undefined, subject: 'wang.fang', version: 3 }),
    )
    await click('Confirm the account')
    expect(page.text()).not.toContain('Proposed account')
    expect(page.text()).toContain('wang.fang')
    page.unmount()
    await open({ view: 'volunteers', entry: 'v-1' }, { ...dispatcher, jurisdiction: '320371' })
    expect(page.text()).toContain('Its owner or a wider scope has to confirm it.')
  })

  it('are erased after a question that says what goes', async () => {
    await open({ view: 'volunteers', entry: 'v-1' })
    world.answers.set('DELETE /api/volunteers/v-1', new Response(null, { status: 204 }))
    await click('Erase')
    expect(page.get('dialog').text()).toContain('goes for good')
    await page.findAll('dialog button')[0]?.trigger('click')
    await flushPromises()
    expect(page.get('[data-entry=gone]').text()).toBe('This person is not registered any more.')
  })

  it('are looked for where they are, one by one', async () => {
    await open({ view: 'duty' })
    expect(page.get('[data-team=t-1]').text()).toContain('西朱村巡逻一队')
    expect(world.asked.find(({ path }) => path === '/api/teams')?.query.get('onDuty')).toBe('true')
    await click('Show people')
    expect(reads('/api/volunteers/v-1/presence')).toBe(0)
    world.answers.set('GET /api/volunteers/v-1/presence', problem(404))
    await click('On duty, and where?')
    expect(reads('/api/volunteers/v-1/presence')).toBe(1)
    expect(page.text()).toContain('Has never been on duty.')
  })
})

describe('an import', () => {
  async function chooseFile(text: string): Promise<void> {
    const input = page.get<HTMLInputElement>('input[type=file]')
    Object.defineProperty(input.element, 'files', {
      value: [new File([text], 'teams.ndjson')],
      configurable: true,
    })
    await input.trigger('change')
    await flushPromises()
    await flushPromises()
  }

  it('says its limits before, how far it is, and what is wrong line by line', async () => {
    await open({ view: 'import' })
    await page.get('select').setValue('teams')
    expect(page.text()).toContain('At most 1 GiB, 1,000,000 lines, 64 KiB a line.')
    await chooseFile('{}\n{}\n')
    const report = {
      done: true,
      lines: 2,
      imported: 1,
      updated: 0,
      unchanged: 0,
      failed: 1,
      errors: [{ line: 2, field: 'name', message: 'is required' }],
    }
    world.answers.set(
      'POST /api/teams/import',
      () =>
        new Response(`${JSON.stringify(report)}\n`, { headers: { 'Content-Type': 'application/x-ndjson' } }),
    )
    await page.get('button.primary').trigger('click')
    await vi.waitFor(() => {
      expect(page.get('[data-import]').text()).toBe('Imported.')
    })
    expect(page.get('[data-lines]').text()).toBe('2')
    expect(page.get('[data-wrong]').text()).toBe('1')
    expect(page.get('[data-line="2"]').text()).toContain('is required')
  })

  it('that is refused says why', async () => {
    await open({ view: 'import' })
    await chooseFile('code,name\n')
    world.answers.set(
      'POST /api/jurisdictions/import',
      problem(400, { detail: 'the column level is missing' }),
    )
    await page.get('button.primary').trigger('click')
    await vi.waitFor(() => {
      expect(page.get('[data-import=refused]').text()).toBe('Did not count: the column level is missing')
    })
  })

  it('is not for who may only look', async () => {
    await open({ view: 'import' }, { ...dispatcher, roles: ['operator'] })
    expect(page.find('input[type=file]').exists()).toBe(false)
  })
})

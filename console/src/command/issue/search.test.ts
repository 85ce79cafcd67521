import { beforeEach, describe, expect, it } from 'vitest'
import { createApi, type Api } from '../../api/client'
import { jurisdictionsOf, type Jurisdictions } from '../registry/jurisdictions'
import { choose, searchPlaces } from './search'
import { Services } from './services'

let services: Services
let api: Api
let tree: Jurisdictions

beforeEach(() => {
  services = new Services()
  api = createApi({
    baseUrl: 'http://gateway',
    csrf: () => '',
    onUnauthorized: () => undefined,
    fetch: services.fetch,
  })
  tree = jurisdictionsOf(api)
})

function at(latitude: number, longitude: number) {
  return { latitude, longitude, crs: 'WGS84' }
}

function registered(code: string, name: string, location?: object) {
  services.on(`GET /api/jurisdictions/${code}`, { code, name, level: 'TOWN', version: 1, location })
  return { code, name, level: 'TOWN', version: 1, ...(location === undefined ? {} : { location }) }
}

function below(parent: string, ...items: object[]): void {
  services.on(`GET /api/jurisdictions?parent=${parent}&limit=200`, { items })
}

describe('where somebody may mean', () => {
  const signal = new AbortController().signal

  beforeEach(() => {
    services.on('GET /api/search/jurisdictions', {
      items: [{ code: '320371003209', name: '西朱村', level: 'VILLAGE', location: at(34.29, 117.33) }],
    })
    services.on('GET /api/search/teams', {
      items: [{ id: 't1', name: '西朱 2', jurisdiction: '320371003209', onDuty: 2, onTask: false }],
    })
    services.on('GET /api/search/alerts', {
      items: [
        { id: 'a1', number: 40317, address: '西朱便利店', headline: 'x', jurisdiction: '3203' },
        { id: 'a2', address: '', headline: 'no address', jurisdiction: '3203' },
      ],
    })
    services.on('GET /api/search/reports', { items: [] })
  })

  it('is looked for among jurisdictions, teams and earlier places', async () => {
    const { found, isPart } = await searchPlaces(api, ' xizhu ', signal)
    expect(found.map((one) => `${one.kind} ${'name' in one ? one.name : ''}`)).toEqual([
      'jurisdiction 西朱村',
      'team 西朱 2',
      'alert 西朱便利店',
    ])
    expect(isPart).toBe(false)
    expect(services.asked.every(({ path }) => path.endsWith('?q=xizhu&limit=5'))).toBe(true)
  })

  it('is found in part where somebody does not answer, and that is said', async () => {
    services.refuse('GET /api/search/teams', 503)
    const { found, isPart } = await searchPlaces(api, 'xizhu', signal)
    expect(found.map(({ kind }) => kind)).toEqual(['jurisdiction', 'alert'])
    expect(isPart).toBe(true)
  })

  it('is read from coordinates, and nobody is asked', async () => {
    const { found } = await searchPlaces(api, '34.29247, 117.33915', signal)
    expect(found).toEqual([
      { kind: 'coordinates', typed: { latitude: 34.29247, longitude: 117.33915, datum: null } },
    ])
    expect(await searchPlaces(api, '  ', signal)).toEqual({ found: [], isPart: false })
    expect(services.asked).toEqual([])
  })

  it('is no answer any more when something newer is typed', async () => {
    const broken = new AbortController()
    const asked = searchPlaces(api, 'xizhu', broken.signal)
    broken.abort()
    await expect(asked).rejects.toThrow()
  })
})

describe('a place that is chosen', () => {
  it('of typed numbers has the datum that they name, else the chosen one', async () => {
    const typed = { latitude: 34, longitude: 117, datum: null }
    expect((await choose(api, tree, { kind: 'coordinates', typed }, 'BD09'))?.place?.datum).toBe('BD09')
    const named = { ...typed, datum: 'GCJ02' as const }
    expect((await choose(api, tree, { kind: 'coordinates', typed: named }, 'BD09'))?.place?.datum).toBe(
      'GCJ02',
    )
  })

  it('of a team is its base, in its jurisdiction', async () => {
    registered('320371003209', '西朱村')
    services.on('GET /api/teams/t1', {
      id: 't1',
      name: '西朱 2',
      jurisdiction: '320371003209',
      base: at(34.29, 117.33),
    })
    expect(await choose(api, tree, { kind: 'team', id: 't1', name: '', onDuty: 2 }, 'WGS84')).toEqual({
      place: { latitude: 34.29, longitude: 117.33, datum: 'WGS84', name: '西朱 2' },
      jurisdiction: '320371003209',
      jurisdictionName: '西朱村',
      address: '',
    })
  })

  it('of an earlier alert brings its address', async () => {
    services.on('GET /api/alerts/a1', { address: '西朱便利店', jurisdiction: '3203', location: at(34, 117) })
    const found = { kind: 'alert', id: 'a1', number: 40317, name: '', said: '' } as const
    expect(await choose(api, tree, found, 'WGS84')).toMatchObject({
      address: '西朱便利店',
      jurisdiction: '3203',
      jurisdictionName: '',
    })
  })

  it('of a jurisdiction without a point on record is no place', async () => {
    const found = { kind: 'jurisdiction', code: '3203', name: 'x', parent: '32', place: null } as const
    expect((await choose(api, tree, found, 'WGS84'))?.place).toBeNull()
  })

  it('is nothing where nobody answers', async () => {
    expect(await choose(api, tree, { kind: 'team', id: 't9', name: '', onDuty: 0 }, 'WGS84')).toBeNull()
  })
})

describe('in which jurisdiction a place lies', () => {
  const shop = { latitude: 34.292, longitude: 117.339, datum: 'WGS84' } as const

  it('follows down the tree, to the nearest point of each level', async () => {
    registered('3203', '徐州')
    below(
      '3203',
      registered('320371', 'zone', at(34.3, 117.3)),
      registered('320302', 'other', at(34.9, 117.9)),
    )
    below('320371', registered('320371003', 'street', at(34.29, 117.33)), registered('320371004', 'no point'))
    below('320371003', registered('320371003209', '西朱村', at(34.292, 117.339)))
    below('320371003209')
    expect((await tree.findAt(shop, '3203'))?.code).toBe('320371003209')
    const asked = services.asked.length
    // The tree hardly ever changes: what is known is not asked for again.
    expect((await tree.findAt(shop, '3203'))?.name).toBe('西朱村')
    expect(services.asked).toHaveLength(asked)
  })

  it('is the one that was begun with where nothing is known below it', async () => {
    registered('3203', '徐州')
    services.refuse('GET /api/jurisdictions', 503)
    expect((await tree.findAt(shop, '3203'))?.code).toBe('3203')
    // What has failed is asked for again.
    below('3203', registered('320371', 'zone', at(34.3, 117.3)))
    services.on('GET /api/jurisdictions?parent=320371&limit=200', { items: [] })
    expect((await tree.findAt(shop, '3203'))?.code).toBe('320371')
  })

  it('is not known where nobody answers at all', async () => {
    expect(await tree.findAt(shop, '3203')).toBeNull()
  })

  it('is found by what the numbers mean, not by the numbers', async () => {
    registered('3203', '徐州')
    // The same numbers in GCJ-02 lie some 600 m to the north-west in WGS-84.
    below(
      '3203',
      registered('320371', 'here', at(34.292, 117.339)),
      registered('320302', 'there', at(34.2934, 117.3327)),
    )
    below('320371')
    below('320302')
    expect((await tree.findAt(shop, '3203'))?.name).toBe('here')
    expect((await tree.findAt({ ...shop, datum: 'GCJ02' }, '3203'))?.name).toBe('there')
  })
})

import { describe, expect, it, vi } from 'vitest'
import {
  missingIn,
  teamDraftOf,
  teamFormOf,
  volunteerDraftOf,
  volunteerFormOf,
  withCaptain,
  type Team,
} from './drafts-of'
import { FORMS, countLines, importFile, reportAsText, type ImportReport } from './imports'
import { mayConfirmAccount, mayRead, mayWrite } from './rights'
import { differences, fieldErrors, isMadeAlready } from './saving'
import { moveOf, rowsOf, type TreeNode } from './tree'
import { whereOf } from './where'

const team: Team = {
  id: 't-1',
  name: '西朱村巡逻一队',
  jurisdiction: '320371003209',
  kind: 'village-watch',
  base: { latitude: 34.29, longitude: 117.33, crs: 'WGS84' },
  capabilities: ['e-bike', 'radio'],
  members: [
    { volunteerId: 'v-1', role: 'CAPTAIN' },
    { volunteerId: 'v-2', role: 'MEMBER' },
  ],
  changedAt: '2022-03-12T00:00:00Z',
  version: 4,
}

describe('who may what', () => {
  const officer = { roles: ['officer'], jurisdiction: '320371' }

  it('is as the service has it', () => {
    expect(mayRead({ roles: ['operator'], jurisdiction: '3203' })).toBe(true)
    expect(mayRead({ roles: ['volunteer'], jurisdiction: '' })).toBe(false)
    expect(mayRead(null)).toBe(false)
    expect(mayWrite({ roles: ['operator'], jurisdiction: '3203' }, '320371')).toBe(false)
    expect(mayWrite(officer, '320371003')).toBe(true)
    expect(mayWrite(officer, '3203')).toBe(false)
    expect(mayWrite({ ...officer, jurisdiction: '' })).toBe(false)
  })

  it('confirms an account by a scope that is wider than the place', () => {
    expect(mayConfirmAccount(officer, '320371003')).toBe(true)
    expect(mayConfirmAccount(officer, '320371')).toBe(false)
  })
})

describe('the tree', () => {
  const node = (code: string, part: Partial<TreeNode> = {}): TreeNode => ({
    code,
    name: code,
    level: 'TOWN',
    children: 'unread',
    codes: [],
    ...part,
  })
  const nodes = new Map(
    [
      node('32', { children: 'read', codes: ['3201', '3203'] }),
      node('3201', { children: 'failed' }),
      node('3203', { children: 'read' }),
    ].map((one) => [one.code, one]),
  )
  const rows = rowsOf(nodes, new Set(['32', '3201']), ['32'])

  it('has the children of what is open, and says where they are not', () => {
    expect(rows.map((row) => (row.kind === 'node' ? `${row.node.code}/${row.depth}` : row.kind))).toEqual([
      '32/1',
      '3201/2',
      'failed',
      '3203/2',
    ])
  })

  it.each([
    ['ArrowDown', '32', { kind: 'go', to: '3201' }],
    ['ArrowUp', '3203', { kind: 'go', to: '3201' }],
    ['Home', '3203', { kind: 'go', to: '32' }],
    ['End', '32', { kind: 'go', to: '3203' }],
    ['ArrowRight', '32', { kind: 'go', to: '3201' }],
    ['ArrowRight', '3201', { kind: 'open', code: '3201' }],
    ['ArrowRight', '3203', null],
    ['ArrowLeft', '32', { kind: 'close', code: '32' }],
    ['ArrowLeft', '3203', { kind: 'go', to: '32' }],
    ['ArrowDown', '3203', null],
    ['x', '32', null],
  ])('goes by %s from %s', (key, from, move) => {
    expect(moveOf(key, rows, from)).toEqual(move)
  })
})

describe('a form', () => {
  it('says the same of a team that it was filled with', () => {
    expect(teamFormOf(teamDraftOf(team), 4)).toEqual({
      name: team.name,
      jurisdiction: team.jurisdiction,
      kind: team.kind,
      base: team.base,
      capabilities: team.capabilities,
      members: team.members,
      version: 4,
    })
  })

  it('names what is missing or no number', () => {
    expect(missingIn(teamDraftOf(null))).toEqual(['name', 'jurisdiction', 'latitude', 'longitude'])
    expect(missingIn({ ...teamDraftOf(team), latitude: '91', longitude: 'here' })).toEqual([
      'latitude',
      'longitude',
    ])
    expect(missingIn(teamDraftOf(team))).toEqual([])
  })

  it('takes capabilities however they are divided', () => {
    const draft = { ...teamDraftOf(team), capabilities: ' boat,radio  e-bike、first-aid' }
    expect(teamFormOf(draft).capabilities).toEqual(['boat', 'radio', 'e-bike', 'first-aid'])
  })

  it('has one captain', () => {
    expect(withCaptain(teamDraftOf(team).members, 'v-2')).toEqual([
      { volunteerId: 'v-1', role: 'MEMBER' },
      { volunteerId: 'v-2', role: 'CAPTAIN' },
    ])
  })

  it('confirms no account by correcting a name', () => {
    const volunteer = { id: 'v', name: 'Li', jurisdiction: '3203', version: 1, proposedSubject: 'li' }
    expect(volunteerFormOf(volunteerDraftOf(volunteer), 1)).toEqual({
      name: 'Li',
      jurisdiction: '3203',
      version: 1,
    })
  })

  it('knows in what two drafts differ', () => {
    const other = { ...team, name: 'other', members: [] }
    expect(differences(teamDraftOf(team), teamDraftOf(other))).toEqual(['name', 'members'])
  })

  it('reads what the service finds wrong, field by field', () => {
    expect(fieldErrors({ errors: [{ field: 'name', message: 'is required' }, 'nonsense'] })).toEqual([
      { field: 'name', message: 'is required' },
    ])
    expect(fieldErrors({})).toEqual([])
  })

  it('takes one of the same id for what was sent before', () => {
    expect(isMadeAlready({ status: 409, problem: { reason: 'EXISTS' } })).toBe(true)
    expect(isMadeAlready({ status: 409, problem: { reason: 'ACCOUNT_TAKEN' } })).toBe(false)
  })
})

describe('the address', () => {
  it('has where one is', () => {
    expect(whereOf('?view=volunteers&area=3203&entry=v-1')).toEqual({
      view: 'volunteers',
      area: '3203',
      entry: 'v-1',
    })
    expect(whereOf('?view=elsewhere')).toEqual({ view: 'teams', area: '', entry: '' })
  })
})

describe('an import', () => {
  const report = (part: Partial<ImportReport>): ImportReport => ({
    done: false,
    lines: 0,
    imported: 0,
    updated: 0,
    unchanged: 0,
    failed: 0,
    errors: [],
    ...part,
  })
  const file = new Blob(['{"id":"t"}\n'])
  const never = new AbortController().signal

  function ndjson(...reports: ImportReport[]): Response {
    const body = reports.map((one) => `${JSON.stringify(one)}\n`).join('')
    return new Response(body, { headers: { 'Content-Type': 'application/x-ndjson' } })
  }

  it('tells how far it is, and ends with the whole report', async () => {
    const told: number[] = []
    const fetcher = vi.fn(() =>
      Promise.resolve(ndjson(report({ lines: 1_000 }), report({ lines: 1_500, done: true }))),
    )
    const end = await importFile(FORMS.teams, file, ({ lines }) => told.push(lines), never, fetcher)
    expect(told).toEqual([1_000, 1_500])
    expect(end).toMatchObject({ kind: 'done', report: { lines: 1_500 } })
    expect(fetcher).toHaveBeenCalledWith(
      '/api/teams/import?progress',
      expect.objectContaining({
        body: file,
        headers: expect.objectContaining({ 'Content-Type': 'application/x-ndjson' }) as unknown,
      }),
    )
  })

  it('takes a single report of what says nothing on its way', async () => {
    const fetcher = () => Promise.resolve(Response.json(report({ lines: 3, done: true })))
    expect(await importFile(FORMS.outlines, file, () => undefined, never, fetcher)).toMatchObject({
      kind: 'done',
      report: { lines: 3 },
    })
  })

  it('knows what was in when the connection broke', async () => {
    const fetcher = () => Promise.resolve(ndjson(report({ lines: 1_000 })))
    expect(await importFile(FORMS.teams, file, () => undefined, never, fetcher)).toMatchObject({
      kind: 'broken',
      report: { lines: 1_000 },
    })
    const noNetwork = () => Promise.reject(new TypeError('no network'))
    expect(await importFile(FORMS.teams, file, () => undefined, never, noNetwork)).toEqual({
      kind: 'broken',
      report: null,
    })
  })

  it('is refused with its reason, and with what was done until then', async () => {
    const fetcher = () =>
      Promise.resolve(Response.json({ detail: 'too long', report: report({ lines: 7 }) }, { status: 413 }))
    expect(await importFile(FORMS.teams, file, () => undefined, never, fetcher)).toMatchObject({
      kind: 'refused',
      status: 413,
      problem: { detail: 'too long' },
      report: { lines: 7 },
    })
  })

  it('counts lines, also without an end of the last one', async () => {
    expect(await countLines(new Blob(['a\nb\n']))).toBe(2)
    expect(await countLines(new Blob(['a\nb']))).toBe(2)
    expect(await countLines(new Blob([]))).toBe(0)
  })

  it('is reported as a table that a spreadsheet takes', () => {
    const errors = [{ line: 3, field: 'name', message: 'is\trequired' }]
    expect(reportAsText(report({ errors }), ['Line', 'Field', 'What'])).toBe(
      'Line\tField\tWhat\n3\tname\tis required',
    )
  })
})

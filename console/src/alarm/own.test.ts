// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { anAlarm, seconds, T } from './examples'
import {
  isOfWindow,
  nameForService,
  ownAlarms,
  REPORT_CLOCK_MS,
  STREAM_LOST_MS,
  type OwnFindings,
} from './own'
import { awaySince, deskChanged, deskGone, desksKnown, NOBODY_PRESENT, type PresentDesk } from './presence'

function desk(deskId: string, account: string): PresentDesk {
  return { deskId, account, jurisdiction: '3203', sound: true }
}

function found(part: Partial<OwnFindings>): OwnFindings {
  return {
    now: T,
    jurisdiction: '3203',
    lostSince: null,
    alerts: [],
    reports: [],
    presence: NOBODY_PRESENT,
    standing: [],
    ...part,
  }
}

function conditions(part: Partial<OwnFindings>): string[] {
  return ownAlarms(found(part)).map(({ condition }) => condition)
}

describe('the page finds', () => {
  it('that the stream is lost, after ten seconds', () => {
    expect(conditions({ lostSince: T - STREAM_LOST_MS + 1 })).toEqual([])
    expect(ownAlarms(found({ lostSince: T - STREAM_LOST_MS }))).toMatchObject([
      { condition: 'STREAM_LOST', priority: 1, since: T - STREAM_LOST_MS, jurisdiction: '3203', isOwn: true },
    ])
  })

  it('that a report is over its clock, since when it was', () => {
    const report = { id: 'r1', jurisdiction: '320371003209', submittedAt: T - REPORT_CLOCK_MS }
    expect(conditions({ reports: [report] })).toEqual([])
    expect(ownAlarms(found({ now: T + 1, reports: [report] }))).toMatchObject([
      { id: 'REPORT_OVERDUE:r1:r1', priority: 2, reportId: 'r1', since: T },
    ])
  })

  it('that an alert in alarm has a lead who has been away for two minutes', () => {
    const alerts = [
      {
        id: 'alert-415',
        number: 415,
        jurisdiction: '320371',
        lead: { account: 'zhang', since: T - 900_000 },
      },
    ]
    const presence = deskGone(desksKnown(NOBODY_PRESENT, [desk('d1', 'zhang')], T - 600_000), 'd1', T)
    const standing = [anAlarm()]
    expect(conditions({ now: seconds(119), alerts, presence, standing })).toEqual([])
    expect(conditions({ now: seconds(120), alerts, presence, standing })).toEqual(['LEAD_GONE'])
    expect(conditions({ now: seconds(120), alerts, presence })).toEqual([])
    expect(conditions({ now: seconds(120), alerts, presence, standing: [anAlarm({ goneAt: T })] })).toEqual(
      [],
    )
    const back = deskChanged(presence, desk('d2', 'zhang'))
    expect(conditions({ now: seconds(120), alerts, presence: back, standing })).toEqual([])
  })

  it('no lead gone before it knows who is there, nor one who has just taken it', () => {
    const lead = { account: 'zhang', since: T }
    const alerts = [{ id: 'alert-415', number: 415, jurisdiction: '320371', lead }]
    const standing = [anAlarm()]
    expect(conditions({ now: seconds(900), alerts, standing })).toEqual([])
    const presence = desksKnown(NOBODY_PRESENT, [], T - 900_000)
    expect(conditions({ now: seconds(60), alerts, presence, standing })).toEqual([])
    expect(conditions({ now: seconds(120), alerts, presence, standing })).toEqual(['LEAD_GONE'])
    expect(
      conditions({ alerts: alerts.map((alert) => ({ ...alert, lead: null })), presence, standing }),
    ).toEqual([])
  })
})

describe('who is there', () => {
  it('is somebody as long as one of the desks is open', () => {
    let presence = desksKnown(NOBODY_PRESENT, [desk('d1', 'zhang'), desk('d2', 'zhang')], T)
    presence = deskGone(presence, 'd1', seconds(1))
    expect(awaySince(presence, 'zhang')).toBeNull()
    presence = deskGone(presence, 'd2', seconds(2))
    expect(awaySince(presence, 'zhang')).toBe(seconds(2))
    expect(deskGone(presence, 'd2', seconds(9))).toBe(presence)
  })

  it('is known anew after the stream was lost', () => {
    const before = desksKnown(NOBODY_PRESENT, [desk('d1', 'zhang')], T)
    const after = desksKnown(before, [desk('d3', 'li')], seconds(50))
    expect(awaySince(after, 'zhang')).toBe(seconds(50))
    expect(awaySince(after, 'li')).toBeNull()
    expect(awaySince(after, 'wang')).toBe(T)
    expect(awaySince(NOBODY_PRESENT, 'zhang')).toBeNull()
  })
})

describe('the service is told', () => {
  it('a name as its own are, another one when the same comes back', () => {
    const subject = '01a219c9-6828-7774-a6e7-a0710e2e916f'
    const found = anAlarm({ condition: 'LEAD_GONE', subject, isOwn: true })
    expect(nameForService(found)).toMatch(
      /^LEAD_GONE:[0-9a-f-]{36}:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    )
    expect(nameForService(found)).not.toBe(nameForService({ ...found, since: seconds(900) }))
    expect(isOfWindow(found)).toBe(false)
    expect(isOfWindow(anAlarm({ condition: 'STREAM_LOST', isOwn: true }))).toBe(true)
  })
})

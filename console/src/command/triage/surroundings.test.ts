import { beforeEach, describe, expect, it } from 'vitest'
import { speak } from '../../text'
import { decidedSentence } from './decided'
import type { ReportView } from './reports'
import { areaOf, relativePlace, teamsNear } from './surroundings'

const CLINIC = { name: 'clinic', location: { latitude: 34.29, longitude: 117.33 } }
const NOW = Date.parse('2022-03-12T04:00:00Z')

describe('where a report is', () => {
  it('is said from the nearest place that has a name', () => {
    const at = { latitude: 34.2909, longitude: 117.3311 }
    const far = { name: 'far', location: { latitude: 34.3, longitude: 117.34 } }
    const said = relativePlace(at, [far, CLINIC])
    expect(said).toMatchObject({ name: 'clinic', direction: 'NE' })
    expect(said?.metres).toBeCloseTo(142, 0)
  })

  it('is the place itself where it is that near', () => {
    expect(relativePlace(CLINIC.location, [CLINIC])).toEqual({ name: 'clinic', metres: 0, direction: null })
  })

  it('is not said from a place that is far away', () => {
    expect(relativePlace({ latitude: 34.4, longitude: 117.33 }, [CLINIC])).toBeNull()
    expect(relativePlace(CLINIC.location, [])).toBeNull()
  })
})

describe('teams near a report', () => {
  it('are those on duty within a kilometre, nearest first', () => {
    const base = (metres: number) => ({ latitude: 34.29 + metres / 111_195, longitude: 117.33 })
    const teams = [
      { id: 'a', name: 'A', base: base(900), onDuty: true },
      { id: 'b', name: 'B', base: base(300) },
      { id: 'c', name: 'C', base: base(100), onDuty: false },
      { id: 'd', name: 'D', base: base(1_100), onDuty: true },
    ]
    expect(teamsNear(teams, CLINIC.location).map(({ id }) => id)).toEqual(['b', 'a'])
  })

  it('are asked for in the town, and never in more than one is responsible for', () => {
    expect(areaOf('320371003209', '3203')).toBe('320371003')
    expect(areaOf('320371003209', '320371003209')).toBe('320371003209')
    expect(areaOf('320371', '3203')).toBe('320371')
  })
})

describe('what has become of a report', () => {
  beforeEach(() => {
    speak('en')
  })

  function said(part: Partial<ReportView>): string {
    return decidedSentence(
      { triagedBy: 'li.officer', triagedAt: new Date(NOW - 8_000).toISOString(), ...part } as ReportView,
      NOW,
      { ofAccount: (account) => account },
    )
  }

  it('is one sentence, by whom and when', () => {
    const alert = { id: 'a', number: 40317, status: 'RUNNING' as const }
    expect(said({ status: 'SUBMITTED' })).toBe('')
    expect(said({ status: 'ANSWERED', answer: 'Towed.' })).toBe('li.officer answered it 0:08 ago: Towed.')
    expect(said({ status: 'LINKED', alert })).toBe('li.officer linked it to alert 40317 0:08 ago.')
    expect(said({ status: 'LINKED' })).toBe('li.officer linked it to an alert 0:08 ago.')
    expect(said({ status: 'ALERTED', alert })).toBe('li.officer made it alert 40317 0:08 ago.')
    expect(said({ status: 'ALERT_REQUESTED' })).toContain('asked for an alert 0:08 ago')
    expect(said({ status: 'CLUE', alert })).toBe('This is a clue on alert 40317.')
    expect(
      said({ status: 'WITHDRAWN', withdrawnAt: '2022-03-11T01:00:00Z', withdrawalReason: 'found' }),
    ).toBe('Its reporter took it back 03-11 09:00. found')
  })

  it('is said in Chinese, too', () => {
    speak('zh-CN')
    expect(said({ status: 'ANSWERED', answer: '已拖走' })).toBe('li.officer 于 0:08 前答复：已拖走')
  })
})

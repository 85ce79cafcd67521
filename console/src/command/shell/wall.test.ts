// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { alarmCounts, wallRows } from './wall'

describe('the wall', () => {
  const row = (id: string, issuedAt: string) =>
    ({ id, issuedAt, category: 'THEFT', jurisdiction: '3203', status: 'CALLING' }) as Parameters<
      typeof wallRows
    >[0][number]
  type Alarm = ReturnType<Parameters<typeof wallRows>[1]>

  it('shows first what needs somebody, then what has run for longest', () => {
    const alarms: Record<string, Alarm> = {
      c: { priority: 'HIGH' } as Alarm,
      a: { priority: 'LOW' } as Alarm,
    }
    const rows = wallRows([row('a', '3'), row('b', '1'), row('d', '2'), row('c', '4')], (id) => alarms[id])
    expect(rows.map(({ alert }) => alert.id)).toEqual(['c', 'a', 'b', 'd'])
  })

  it('counts alarms that stand', () => {
    const alarm = (priority: string, goneAt: number | null) => ({ priority, goneAt }) as NonNullable<Alarm>
    expect(alarmCounts([alarm('HIGH', null), alarm('HIGH', 1), alarm('LOW', null)])).toEqual([
      ['HIGH', 1],
      ['MEDIUM', 0],
      ['LOW', 1],
    ])
  })
})

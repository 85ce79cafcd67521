/** For tests: a busy minute of a town, in a hundred events as the topics have them. */
import type { StreamEvent } from '../api/events'
import { goldenEvent } from '../stream/golden'

export interface Told {
  /** Of the minute. */
  readonly second: number
  readonly event: StreamEvent
}

const JURISDICTION = '320371003209'

/** Numbers of the alerts by which the sentences know them. */
export const CALLED = { crowd: 415, theft: 417, fire: 412, lost: 418 } as const
type Called = keyof typeof CALLED

/** What every alert goes through, by its second. */
const LIFE: readonly (readonly [number, string])[] = [
  [0, 'alert.issued.v1'],
  [0, 'wave.opened.v2'],
  [0, 'task.offered.v1'],
  [0, 'task.offered.v1'],
  [0, 'task.offered.v1'],
  [1, 'task.reached.v1'],
  [1, 'task.reached.v1'],
  [5, 'task.unreached.v1'],
  [8, 'alert.lead-taken.v1'],
  [11, 'task.acknowledged.v1'],
  [12, 'task.declined.v1'],
  [14, 'alert.note-added.v1'],
  [16, 'task.en-route.v1'],
  [19, 'alert.updated.v1'],
  [22, 'alert.radio-line-read.v1'],
  [26, 'task.reckoned.v1'],
  [29, 'task.on-scene.v1'],
]

export class ScriptedMinute {
  private readonly versions = new Map<string, number>()
  private readonly all: Told[] = []

  constructor(private readonly begin: number) {
    this.lives('crowd', 0)
    this.lives('theft', 4)
    this.lives('fire', 11)
    this.lives('lost', 17)
    this.desks()
    this.reports()
    this.alarms()
    this.all.sort((one, other) => one.second - other.second)
  }

  /** In the order in which they come. */
  get events(): readonly Told[] {
    return this.all
  }

  private tell(
    second: number,
    type: string,
    topic: string,
    key: string,
    part: Record<string, unknown>,
  ): void {
    const version = (this.versions.get(key) ?? 0) + 1
    this.versions.set(key, version)
    const at = new Date(this.begin + second * 1000).toISOString()
    const event = goldenEvent(type, version, { topic, key, at, eventId: `${key}/${version}` })
    this.all.push({ second, event: { ...event, event: { ...event.event, ...part, at } } })
  }

  private lives(alert: Called, from: number): void {
    for (const [after, type] of LIFE) {
      this.tell(from + after, type, 'dispatch.events', alert, { alertId: alert, number: CALLED[alert] })
    }
  }

  /** Where others look, all the time. */
  private desks(): void {
    for (let second = 2; second < 54; second += 6) {
      this.tell(second, 'desk.changed.v1', 'notification.desks', 'desk', { deskId: 'desk' })
    }
  }

  private reports(): void {
    const submitted = (second: number, reportId: string, category: string): void => {
      this.tell(second, 'report.submitted.v1', 'report.events', reportId, { reportId, category })
    }
    submitted(2, 'r1', 'THEFT')
    submitted(8, 'r2', 'THEFT')
    submitted(37, 'r3', 'FIRE_HAZARD')
    submitted(38, 'r4', 'BRAWL')
    this.tell(12, 'report.claimed.v1', 'report.events', 'r1', { reportId: 'r1' })
    this.tell(20, 'report.answered.v1', 'report.events', 'r1', { reportId: 'r1' })
    this.tell(24, 'report.claimed.v1', 'report.events', 'r2', { reportId: 'r2' })
    this.tell(55, 'report.claimed.v1', 'report.events', 'r3', { reportId: 'r3' })
  }

  private alarms(): void {
    this.alarm(6, 'raised', 'TEAM_REPLACED', 'crowd', 'LOW')
    this.alarm(10, 'raised', 'NOBODY_REACHED', 'theft', 'HIGH')
    this.alarm(13, 'raised', 'NOT_MOVING', 'fire', 'MEDIUM')
    // The same cause goes on, in the words of the first.
    this.alarm(14, 'raised', 'TEAM_GONE', 'fire', 'MEDIUM')
    this.alarm(15, 'acknowledged', 'NOBODY_REACHED', 'theft', 'HIGH')
    this.alarm(20, 'gone', 'TEAM_REPLACED', 'crowd', 'LOW')
    // Gone for a moment only.
    this.alarm(21, 'gone', 'NOT_MOVING', 'fire', 'MEDIUM')
    this.alarm(24, 'raised', 'NOT_MOVING', 'fire', 'MEDIUM')
    this.alarm(27, 'raised', 'CLUE', 'lost', 'LOW')
    this.alarm(27, 'acknowledged', 'CLUE', 'lost', 'LOW')
    this.alarm(31, 'sounded-again', 'NOBODY_REACHED', 'theft', 'HIGH')
    this.alarm(46, 'raised', 'WAVES_USED_UP', 'crowd', 'HIGH')
    this.alarm(47, 'raised', 'ALERT_STUCK', 'lost', 'HIGH')
    this.alarm(48, 'gone', 'NOBODY_REACHED', 'theft', 'HIGH')
    this.alarm(50, 'shelved', 'NOT_MOVING', 'fire', 'MEDIUM')
  }

  private alarm(second: number, what: string, condition: string, alert: Called, priority: string): void {
    const alarmId = `${condition}:${alert}:e1`
    const at = new Date(this.begin + second * 1000).toISOString()
    this.tell(second, `alarm.${what}.v1`, 'dispatch.alarms', alarmId, {
      alarmId,
      condition,
      priority,
      subject: alert,
      alertId: alert,
      number: CALLED[alert],
      jurisdiction: JURISDICTION,
      raisedAt: at,
      until: new Date(this.begin + 600_000).toISOString(),
    })
  }
}

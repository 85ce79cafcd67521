const HOUR_MS = 3_600_000

interface Raised {
  readonly id: string
  readonly priority: 'HIGH' | 'MEDIUM' | 'LOW'
  /** By the jurisdiction's clock, in milliseconds. */
  readonly since: number
}

/** How many alarms a desk had within the last hour: more than one in ten minutes is more than a person can take. */
export class AlarmTally {
  private readonly seen = new Map<string, Raised>()

  /** @param now by the jurisdiction's clock */
  see(alarms: readonly Raised[], now: number): void {
    for (const alarm of alarms) {
      this.seen.set(alarm.id, alarm)
    }
    this.forgetOld(now)
  }

  raised(now: number): { high: number; medium: number; low: number } {
    this.forgetOld(now)
    const count = (priority: Raised['priority']) =>
      [...this.seen.values()].filter((alarm) => alarm.priority === priority).length
    return { high: count('HIGH'), medium: count('MEDIUM'), low: count('LOW') }
  }

  private forgetOld(now: number): void {
    for (const alarm of this.seen.values()) {
      if (now - alarm.since >= HOUR_MS) {
        this.seen.delete(alarm.id)
      }
    }
  }
}

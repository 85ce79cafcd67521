import type { AlarmCondition } from '../api/alarms'

/** 1 is high: it sounds until somebody acknowledges it. */
export type Priority = 1 | 2 | 3

/** Who did something to an alarm, and when by milliseconds. */
export interface By {
  readonly name: string
  readonly at: number
}

export interface Shelving extends By {
  readonly until: number
  readonly reason: string
}

/** An alarm that stands, or has gone before anybody has seen it. Times are milliseconds. */
export interface Alarm {
  /** The service's; of what the page itself has found the same form. */
  readonly id: string
  readonly condition: AlarmCondition
  readonly priority: Priority
  /** What it is about: an alert's, a task's, a report's id, a service's name. */
  readonly subject: string
  readonly alertId: string | null
  /** Of its alert, where it has one that is known. */
  readonly number: number | null
  readonly reportId: string | null
  readonly jurisdiction: string
  readonly since: number
  /** 0 sounds at the desks of its own jurisdiction, 1 at those above them, too, and so on. */
  readonly level: number
  readonly acknowledged: By | null
  readonly shelved: Shelving | null
  /** Its cause is over, and nobody has acknowledged it. */
  readonly goneAt: number | null
  /** How often it was there before, gone and unseen. */
  readonly cameBack: number
  /** Found by the page: the service knows of it once somebody has done something about it. */
  readonly isOwn: boolean
}

/** One thing can have one alarm of a condition. */
export function themeOf(alarm: Pick<Alarm, 'condition' | 'subject'>): string {
  return `${alarm.condition}:${alarm.subject}`
}

export function isShelved(alarm: Alarm, now: number): boolean {
  return alarm.shelved !== null && alarm.shelved.until > now
}

/** Asks for somebody: neither silenced nor put aside. */
export function isOpen(alarm: Alarm, now: number): boolean {
  return alarm.acknowledged === null && !isShelved(alarm, now)
}

/** Makes a sound, where this desk is one that hears it. */
export function isSounding(alarm: Alarm, now: number): boolean {
  return alarm.goneAt === null && isOpen(alarm, now)
}

const PRIORITIES: Readonly<Record<Exclude<AlarmCondition, 'TARGET_PASSED'>, Priority>> = {
  HELP_CALLED: 1,
  DELIVERY_OUT: 1,
  NOBODY_REACHED: 1,
  ALERT_STUCK: 1,
  WAVES_USED_UP: 1,
  ESCALATION_OPEN: 1,
  STREAM_LOST: 1,
  TEAM_GONE: 2,
  NOT_MOVING: 2,
  REPORT_OVERDUE: 2,
  CONSUMER_LAGS: 2,
  OUTBOX_AGES: 2,
  LEAD_GONE: 2,
  WAVE_SHORT: 3,
  TEAM_REPLACED: 3,
  CLUE: 3,
}

/** @param isGrave of an alert that is severe or extreme */
export function priorityOf(condition: AlarmCondition, isGrave: boolean): Priority {
  return condition === 'TARGET_PASSED' ? (isGrave ? 1 : 2) : PRIORITIES[condition]
}

/** What is done about it: a key of the alert's board, or where to look. */
export type Remedy =
  'wave' | 'captains' | 'assign' | 'radio' | 'lead' | 'open' | 'report' | 'system' | 'retry'

const REMEDIES: Readonly<Record<AlarmCondition, readonly Remedy[]>> = {
  HELP_CALLED: ['open', 'assign'],
  DELIVERY_OUT: ['radio', 'captains'],
  NOBODY_REACHED: ['wave', 'captains'],
  ALERT_STUCK: ['wave', 'assign'],
  TARGET_PASSED: ['captains', 'assign'],
  WAVES_USED_UP: ['assign', 'captains'],
  ESCALATION_OPEN: ['lead'],
  STREAM_LOST: ['retry'],
  TEAM_GONE: ['wave', 'assign'],
  NOT_MOVING: ['captains'],
  REPORT_OVERDUE: ['report'],
  CONSUMER_LAGS: ['system'],
  OUTBOX_AGES: ['system'],
  LEAD_GONE: ['lead'],
  WAVE_SHORT: ['wave'],
  TEAM_REPLACED: ['captains'],
  CLUE: ['open'],
}

export function remediesOf(condition: AlarmCondition): readonly Remedy[] {
  return REMEDIES[condition]
}

/** The letter on the alert's board that does it. */
export const REMEDY_KEYS: Readonly<Partial<Record<Remedy, string>>> = {
  wave: 'W',
  captains: 'P',
  assign: 'O',
  radio: 'R',
  lead: 'G',
}

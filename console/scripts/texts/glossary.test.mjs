// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { glossary, notSaid } from './glossary.mjs'
import { catalogue, filesUnder, textOf } from './sources.mjs'

const TERMINAL = 'demo/src/main/resources/muster/demo'
const english = catalogue('en')
const chinese = catalogue('zh-CN')

/**
 * The texts of one of the terminal's bundles.
 *
 * @param {string} text
 * @returns {[key: string, text: string][]}
 */
function properties(text) {
  return text
    .split('\n')
    .filter((line) => /^[\w.-]+=/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])
}

/** @param {ReturnType<typeof catalogue>} families @returns {[string, string][]} */
function flat(families) {
  return Object.entries(families).flatMap(([family, texts]) =>
    Object.entries(texts).map(
      ([name, text]) => /** @type {[string, string]} */ ([`${family}.${name}`, text]),
    ),
  )
}

const bundles = filesUnder(TERMINAL, /texts(_zh)?\.properties$/)
/** @param {boolean} isChinese @returns {[string, string][]} */
function terminal(isChinese) {
  return bundles
    .filter(([path]) => path.includes('_zh') === isChinese)
    .flatMap(([path, text]) =>
      properties(text).map(([key, said]) => /** @type {[string, string]} */ ([`${path}: ${key}`, said])),
    )
}

describe('what the glossary does not say', () => {
  it('is known', () => {
    expect(notSaid.en).toEqual(expect.arrayContaining(['backup', 'call off']))
    expect(notSaid['zh-CN']).toEqual(expect.arrayContaining(['替补', '取消']))
    expect(bundles).toHaveLength(6)
  })

  it('is said neither by pages nor by the terminal, in English', () => {
    const words = new RegExp(`\\b(${notSaid.en.join('|')})\\b`, 'i')
    const found = [...flat(english), ...terminal(false)].filter(([, text]) => words.test(text))
    expect(found).toEqual([])
  })

  it('nor in Chinese', () => {
    const words = new RegExp(notSaid['zh-CN'].join('|'))
    const found = [...flat(chinese), ...terminal(true)].filter(([, text]) => words.test(text))
    expect(found).toEqual([])
  })
})

describe('a thing has the glossary’s word', () => {
  /** The words of events and constants, by what the glossary calls it in English. */
  const CALLED = {
    'event.alert_cancelled_v1': 'cancel',
    'event.alert_clue_received_v1': 'clue',
    'event.alert_covered_v1': 'covered',
    'event.alert_delivery_doubtful_v1': 'delivery in doubt',
    'event.alert_escalated_v1': 'escalate',
    'event.alert_escalation_accepted_v1': 'accept',
    'event.alert_expired_v1': 'expire',
    'event.alert_issued_v1': 'alert',
    'event.alert_lead_taken_v1': 'lead',
    'event.alert_merged_v1': 'merge',
    'event.alert_message_sent_v1': 'message',
    'event.alert_note_added_v1': 'note',
    'event.alert_outcome_corrected_v1': 'outcome',
    'event.alert_radio_line_read_v1': 'radio line',
    'event.alert_reopened_v1': 'reopen',
    'event.alert_resolved_v1': 'resolve',
    'event.alarm_raised_v1': 'alarm',
    'event.alarm_shelved_v1': 'shelve',
    'event.delivery_receipt_v1': 'receipt',
    'event.desk_changed_v1': 'desk',
    'event.jurisdiction_registered_v1': 'jurisdiction',
    'event.report_added_to_v1': 'addition',
    'event.report_answered_v1': 'answer',
    'event.report_claimed_v1': 'claim',
    'event.report_linked_v1': 'link',
    'event.report_submitted_v1': 'report',
    'event.report_withdrawn_v1': 'withdraw a report',
    'event.task_acknowledged_v1': 'acknowledge',
    'event.task_answered_late_v1': 'late answer',
    'event.task_completed_v1': 'completed',
    'event.task_declined_v1': 'decline',
    'event.task_en_route_v1': 'en route',
    'event.task_help_acknowledged_v1': 'ask for help',
    'event.task_help_asked_v1': 'ask for help',
    'event.task_offered_v1': 'offer',
    'event.task_on_scene_v1': 'on scene',
    'event.task_passed_on_v1': 'pass on',
    'event.task_promoted_v1': 'promote',
    'event.task_put_on_standby_v1': 'standby',
    'event.task_reached_v1': 'reached',
    'event.task_reckoned_v1': 'reckon anew',
    'event.task_released_v1': 'release',
    'event.task_reminded_v1': 'remind',
    'event.task_stood_down_v1': 'stand down',
    'event.task_taken_over_v1': 'take over',
    'event.task_telephoned_v1': 'ring up',
    'event.task_unreached_v1': 'unreached',
    'event.task_unstaffed_v1': 'unstaffed',
    'event.task_withdrawn_v1': 'withdraw',
    'event.team_changed_v1': 'team',
    'event.volunteer_erased_v1': 'erase',
    'event.volunteer_registered_v1': 'volunteer',
    'event.volunteer_went_off_duty_v1': 'off duty',
    'event.volunteer_went_on_duty_v1': 'on duty',
    'event.wave_opened_v1': 'wave',
    'condition.LEAD_GONE': 'lead',
    'condition.TARGET_PASSED': 'response target',
    'condition.WAVES_USED_UP': 'wave',
    'condition.WAVE_SHORT': 'shortfall',
    'condition.REPORT_OVERDUE': 'report',
    'condition.CLUE': 'clue',
    'priority.HIGH': 'high',
    'priority.LOW': 'low',
    'priority.MEDIUM': 'medium',
    'role.captain': 'captain',
    'role.dispatcher': 'dispatcher',
    'role.officer': 'officer',
    'role.operator': 'operator',
    'role.reporter': 'reporter',
    'role.volunteer': 'volunteer',
    'said.RADIO': 'radio line',
    'state.ACKNOWLEDGED': 'acknowledge',
    'state.COMPLETED': 'completed',
    'state.DECLINED': 'decline',
    'state.EN_ROUTE': 'en route',
    'state.OFFERED': 'offer',
    'state.ON_SCENE': 'on scene',
    'state.PASSED_ON': 'pass on',
    'state.REACHED': 'reached',
    'state.RELEASED': 'release',
    'state.STANDBY': 'standby',
    'state.STOOD_DOWN': 'stand down',
    'state.UNREACHED': 'unreached',
    'state.WITHDRAWN': 'withdraw',
    'status.CANCELLED': 'cancel',
    'status.COVERED': 'covered',
    'status.ESCALATED': 'escalate',
    'status.EXPIRED': 'expire',
    'status.MERGED': 'merge',
    'status.RESOLVED': 'resolve',
  }
  const said = new Map(flat(chinese))

  it.each(Object.entries(CALLED))('on the pages: %s is "%s"', (key, word) => {
    const wanted = (glossary.get(word) ?? '').replace(/^已/, '')
    expect(wanted, word).not.toBe('')
    expect(said.get(key)).toContain(
      word === 'ask for help' ? '支援' : word === 'radio line' ? '电台' : wanted,
    )
  })

  it.each(['category', 'outcome'])(
    '%s has it in both languages, on the pages and in the terminal',
    (family) => {
      const terms = new Map(properties(textOf(`${TERMINAL}/terminal/texts_zh.properties`)))
      const words = new Map(properties(textOf(`${TERMINAL}/terminal/texts.properties`)))
      for (const [constant, word] of Object.entries(english[family] ?? {})) {
        expect(glossary.has(word), word).toBe(true)
        expect(chinese[family]?.[constant], word).toBe(glossary.get(word))
        expect(terms.get(`word.${family}.${constant}`), word).toBe(glossary.get(word))
        expect(words.get(`word.${family}.${constant}`), word).toBe(word)
      }
    },
  )
})

// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { catalogue, constantsOf, described, filesUnder, pages, textOf } from './sources.mjs'

const english = catalogue('en')
const chinese = catalogue('zh-CN')
const CONTRACTS = 'contracts/src/main'

/** @param {string} family */
function keysOf(family) {
  expect(Object.keys(chinese[family] ?? {}), family).toEqual(Object.keys(english[family] ?? {}))
  return Object.keys(english[family] ?? {}).sort()
}

it('every event has its words, and no other', () => {
  const events = filesUnder(`${CONTRACTS}/resources/muster/contracts/schemas`, /\.json$/).map(([path]) =>
    (path.split('/').at(-1) ?? '').replace(/\.json$/, ''),
  )
  expect(events).toContain('task.en-route.v1')
  // What only the stream tells of is none of contracts.
  const wanted = [...events, 'alert.snapshot.v1'].map((name) => name.replace(/[.-]/g, '_'))
  expect(keysOf('event')).toEqual(wanted.sort())
})

it('every kind of problem that a service answers with has its words, and no other', () => {
  const types = constantsOf(
    textOf(`${CONTRACTS}/java/muster/contracts/problem/ProblemType.java`),
    'ProblemType',
  )
  expect(types).toEqual(expect.arrayContaining(['VALIDATION', 'OUT_OF_SCOPE', 'UNAVAILABLE']))
  expect(keysOf('problem')).toEqual(types.map((type) => type.toLowerCase()).sort())
})

describe('the reasons of conflicts', () => {
  /** Whatever answers requests of pages: services, and the modules that they are made of. */
  const modules = 'api-edge dispatch event-intake gateway notification outbox report volunteer'
    .split(' ')
    .map((name) => (/-|gateway|outbox/.test(name) ? name : `${name}-service`))
  const sources = modules.flatMap((module) => filesUnder(`${module}/src/main/java`, /\.java$/))
  const conflicts = sources.flatMap(([path, text]) =>
    [...text.matchAll(/Problem\.conflict\(\s*(?:"(\w+)")?/g)].map(([, literal]) => ({
      file: path.split('/').at(-1),
      literal,
    })),
  )
  /** The files in which the constants of an enum become reasons, and the enums. */
  const BY_NAME = [
    'AlarmController.java',
    'DeskResults.java',
    'Refusals.java',
    'Results.java',
    'RetryOutcome.java',
  ]
  const ENUMS = /** @type {const} */ ([
    ['dispatch-service/src/main/java/muster/dispatch/alert/Rejection.java', 'Rejection'],
    ['dispatch-service/src/main/java/muster/dispatch/alarm/AlarmRejection.java', 'AlarmRejection'],
    ['volunteer-service/src/main/java/muster/volunteer/rules/Rejection.java', 'Reason'],
    ['event-intake/src/main/java/muster/eventintake/RetryOutcome.java', 'Why'],
  ])

  it('all have their words, and no other', () => {
    const literal = conflicts.flatMap((one) => (one.literal === undefined ? [] : [one.literal]))
    const named = ENUMS.flatMap(([path, name]) => constantsOf(textOf(path), name))
    expect(literal).toEqual(expect.arrayContaining(['CLAIMED', 'OLDER_FIRST', 'TOO_MANY_DESKS']))
    expect(named).toEqual(expect.arrayContaining(['STALE', 'PRIORITY', 'OCCUPIED', 'TOMBSTONE']))
    expect(keysOf('refusal')).toEqual([...new Set([...literal, ...named])].sort())
  })

  it('come from no enum that this test does not know', () => {
    const files = conflicts.filter(({ literal }) => literal === undefined).map(({ file }) => file)
    expect([...new Set(files)].sort()).toEqual(BY_NAME)
  })
})

describe('the constants that pages show by their names', () => {
  const { AlarmView, AlertView, Help, MemberAnswer, TaskView } =
    described('dispatch-service').components.schemas
  const waves = JSON.parse(textOf(`${CONTRACTS}/resources/muster/contracts/schemas/wave.opened.v2.json`))
  const roles = constantsOf(textOf(`${CONTRACTS}/java/muster/contracts/access/Role.java`), 'Role')
  /**
   * By family. Of what pages say by tables of their own (`Record<Severity, string>`) the compiler knows whether they
   * are whole.
   *
   * @type {Readonly<Record<string, readonly string[]>>}
   */
  const CONSTANTS = {
    category: AlertView.properties.category.enum,
    condition: AlarmView.properties.condition.enum,
    help: Help.properties.kind.enum,
    outcome: AlertView.properties.outcome.enum,
    priority: AlarmView.properties.priority.enum,
    role: roles.map((role) => role.toLowerCase()),
    said: MemberAnswer.properties.said.enum,
    // What a team's devices have told is a state of the pages' own.
    state: [...TaskView.properties.state.enum, 'REACHED', 'SEEN'],
    status: AlertView.properties.status.enum,
    trigger: waves.$defs.WaveOpenedV2Trigger.enum,
  }

  it.each(Object.entries(CONSTANTS))('%s: each has its words, and no other', (family, constants) => {
    expect(constants.length).toBeGreaterThan(1)
    expect(keysOf(family)).toEqual([...constants].sort())
  })

  it('are of no family that this test does not know', () => {
    const ofConstants = Object.keys(english).filter((family) =>
      keysOf(family).every((key) => /^[A-Z_]+$/.test(key)),
    )
    // Directions are the pages' own.
    const others = ['compass', 'refusal']
    expect([...ofConstants, 'role'].sort()).toEqual([...Object.keys(CONSTANTS), ...others].sort())
  })

  it('are shown', () => {
    const all = pages()
      .map(([, text]) => text)
      .join('\n')
    for (const family of Object.keys(CONSTANTS)) {
      expect(all, family).toContain(`\`${family}.\${`)
    }
  })
})

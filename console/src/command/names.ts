import { shallowReactive } from 'vue'
import type { StreamEvent } from '../api/events'
import type { Desk } from './desk'
import { inTurns } from './in-turn'
import { mayRead } from './registry/rights'
import { openDesks } from './shell/open-desks'

/** So many teams are asked for at a time: a page of events is no flood. */
const AT_A_TIME = 4

/**
 * What accounts and teams are called. Names of volunteers are none of these: they are personal data, each read of them
 * is recorded, and they are shown on demand only.
 */
export interface Names {
  /** The account itself where nobody has said whose it is. */
  readonly ofAccount: (account: string) => string
  /** Its id where it has no name that may be seen, or none yet: it is asked for then. */
  readonly ofTeam: (id: string) => string
}

/** For `desk.share`. */
export function names(desk: Desk): Names {
  const accounts = shallowReactive(new Map<string, string>())
  const teams = shallowReactive(new Map<string, string>())
  /** Also those that were refused: they stay ids. */
  const asked = new Set<string>()
  const { presence } = desk.share(openDesks)
  let turns = inTurns(AT_A_TIME)
  /** What comes for somebody who has left is not kept. */
  let holder = 0

  function learn(events: readonly StreamEvent[]): void {
    for (const { type, event } of events) {
      // Of others than accounts `name` is the name of the thing itself.
      if (NAMING.has(type)) {
        put(accounts, event['account'] ?? event['by'], event['name'])
      }
      put(teams, event['teamId'], event['teamName'] ?? (type.startsWith('team.') ? event['name'] : undefined))
    }
  }

  async function askFor(id: string): Promise<void> {
    asked.add(id)
    const mine = holder
    await turns(async () => {
      if (mine !== holder || teams.has(id)) {
        return
      }
      const answer = await desk.api.GET('/api/teams/{id}', { params: { path: { id } } }).catch(() => null)
      if (mine === holder) {
        put(teams, id, answer?.data?.name)
      }
    })
  }

  learn(desk.events.value)
  desk.follow({
    events: learn,
    clear: () => {
      holder++
      turns = inTurns(AT_A_TIME)
      accounts.clear()
      teams.clear()
      asked.clear()
    },
  })

  return {
    ofAccount: (account) => {
      const { session } = desk.who
      if (session?.subject === account) {
        return session.name || account
      }
      const lead = desk.alerts.value?.find((row) => row.lead?.account === account)?.lead
      const there = [...presence.value.desks.values()].find((other) => other.account === account)
      return accounts.get(account) ?? there?.name ?? lead?.name ?? account
    },
    ofTeam: (id) => {
      const name = teams.get(id)
      if (name === undefined && id !== '' && !asked.has(id) && mayRead(desk.who.session)) {
        void askFor(id)
      }
      return name ?? id
    },
  }
}

/** Events that say what the one who did it is called. */
const NAMING: ReadonlySet<string> = new Set([
  'alert.lead-taken.v1',
  'report.claimed.v1',
  'alarm.acknowledged.v1',
  'alarm.shelved.v1',
  'desk.changed.v1',
])

function put(known: Map<string, string>, id: unknown, name: unknown): void {
  if (typeof id === 'string' && typeof name === 'string' && name !== '' && known.get(id) !== name) {
    known.set(id, name)
  }
}

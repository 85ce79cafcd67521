import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue'
import { useDesk, type Desk } from '../desk'
import type { AlertDetail } from './entries'
import { FollowedAlert, type DetailState } from './followed-alert'
import { replayAt, replayed } from './replay'

export type { AlertDetail, AlertView, TaskView, TimelineEntry } from './entries'
export type { DetailState } from './followed-alert'

const READING: DetailState = { kind: 'reading' }

interface Followed {
  readonly state: ReturnType<typeof shallowRef<DetailState>>
  readonly alert: FollowedAlert
  users: number
}

/** The alerts that somebody on this page looks at: each is read once, whoever looks. */
class FollowedAlerts {
  private readonly byId = new Map<string, Followed>()

  constructor(private readonly desk: Desk) {
    desk.follow({
      events: (events) => {
        this.byId.forEach(({ alert }) => {
          alert.add(events)
        })
      },
      restart: () => {
        this.byId.forEach(({ alert }) => {
          alert.restart()
        })
      },
      clear: () => {
        this.byId.forEach(({ alert }) => {
          alert.clear()
        })
      },
    })
  }

  lookAt(id: string): Followed {
    let followed = this.byId.get(id)
    if (followed === undefined) {
      const state = shallowRef<DetailState>(READING)
      const alert = new FollowedAlert(this.desk.api, id, (next) => {
        state.value = next
      })
      followed = { state, alert, users: 0 }
      this.byId.set(id, followed)
      if (this.desk.who.session !== null) {
        alert.restart()
      }
    }
    followed.users++
    return followed
  }

  lookAway(id: string): void {
    const followed = this.byId.get(id)
    if (followed !== undefined && --followed.users === 0) {
      followed.alert.stop()
      this.byId.delete(id)
    }
  }
}

function followedAlerts(desk: Desk): FollowedAlerts {
  return new FollowedAlerts(desk)
}

/** What is known of an alert, kept up to date by the stream; of no id nothing is. */
export function useAlertDetailState(id: () => string): ComputedRef<DetailState> {
  const all = useDesk().share(followedAlerts)
  const followed = shallowRef<Followed | null>(null)
  watch(
    id,
    (next, before) => {
      followed.value = next === '' ? null : all.lookAt(next)
      if (before !== undefined && before !== '') {
        all.lookAway(before)
      }
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    if (id() !== '' && followed.value !== null) {
      all.lookAway(followed.value.alert.id)
    }
  })
  return computed(() => followed.value?.state.value ?? READING)
}

/** The alert as it is now; null until it has been read, and of one that may not be seen. */
export function useAlertDetail(id: () => string): ComputedRef<AlertDetail | null> {
  const state = useAlertDetailState(id)
  return computed(() => (state.value.kind === 'shown' ? state.value.detail : null))
}

/** The same, but as it was then while somebody watches it again: for the board and the map alike. */
export function useShownDetail(id: () => string): ComputedRef<AlertDetail | null> {
  const detail = useAlertDetail(id)
  return computed(() => (detail.value === null ? null : replayed(detail.value, replayAt.value)))
}

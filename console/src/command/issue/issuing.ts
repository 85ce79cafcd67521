import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { components } from '../../api/generated/report-service'
import { sendUntilKnown } from '../../api/send'
import { texts } from '../../text'
import { useDraft } from '../../ui/drafts'
import { useSending, type Sending } from '../../ui/sending'
import { offerUndo } from '../../ui/undo'
import type { Desk } from '../desk'
import { go, openAlert, place as address } from '../place'
import {
  alertRequest,
  emptyDraft,
  headlineOf,
  keyFor,
  missingOf,
  previewRequest,
  triageRequest,
  type IssueDraft,
  type Missing,
} from './draft'
import { jurisdictions } from '../registry/jurisdictions'
import { noteOf, noteRequest } from './notes'
import { waitingPrefill, type Prefill } from './prefill'
import { PreviewFeed, type PreviewState } from './preview'
import { askForPreview } from './preview-of'
import type { Chosen } from './search'
import { isPicking, picked, type Picked } from './where'
import { fieldErrors, type FieldError } from './words'

type Report = components['schemas']['ReportJson']

/** The form for a new alert: what is said so far, what it would do, and what became of it. */
export interface Issuing {
  readonly draft: Ref<IssueDraft>
  /** The report that the alert is made of; empty of any other. */
  readonly report: ComputedRef<string>
  readonly headline: ComputedRef<string>
  readonly missing: ComputedRef<readonly Missing[]>
  /** Whether somebody has tried to send it though something is missing. */
  readonly isTried: ShallowRef<boolean>
  /** Whether it is not known yet in which jurisdiction the place lies. */
  readonly isLocating: ShallowRef<boolean>
  readonly preview: ShallowRef<PreviewState>
  readonly previewAgain: () => void
  readonly sending: Sending
  readonly errors: ComputedRef<readonly FieldError[]>
  /** The report as somebody else has decided it meanwhile. */
  readonly decided: ShallowRef<Report | null>
  /** What the place is to be searched by, said in a line. */
  readonly search: ShallowRef<string>
  readonly choose: (chosen: Chosen) => void
  readonly send: () => Promise<void>
  /** The one that runs is meant: what is known goes there instead. */
  readonly takeRunning: (alertId: string) => Promise<void>
  readonly clear: () => void
}

/** How long an alert that was asked for may take until it is looked for instead of waited for. */
const LINKED_WITHIN_MS = 5_000

export function useIssuing(desk: Desk): Issuing {
  const from = useDraft('issue-from', () => '')
  const report = computed(() => (from.value.value === address.report ? from.value.value : ''))
  const { value: draft, forget } = useDraft<IssueDraft>(
    () => (report.value === '' ? 'issue' : `issue.${report.value}`),
    emptyDraft,
  )
  const sending = useSending()
  const preview = shallowRef<PreviewState>({ kind: 'none' })
  const isTried = shallowRef(false)
  const isLocating = shallowRef(false)
  const decided = shallowRef<Report | null>(null)
  const search = shallowRef('')
  const tree = desk.share(jurisdictions)
  const { t } = texts.global
  let isHere = true
  let locating = 0
  let located = Promise.resolve()
  let waitsForPlace = false

  const headline = computed(() =>
    headlineOf(draft.value, (category, where) =>
      where === ''
        ? t('issue.headlineWhat', { what: t(`category.${category}`) })
        : t('issue.headlineWhere', { what: t(`category.${category}`), where }),
    ),
  )
  const missing = computed(() => missingOf(draft.value, headline.value))
  const errors = computed(() =>
    sending.state.value.kind === 'refused' ? fieldErrors(sending.state.value.problem) : [],
  )

  const feed = new PreviewFeed(
    (request, signal) => askForPreview(desk.api, request, signal),
    (state) => {
      preview.value = state
    },
    () => desk.now.value,
  )
  watch(
    () => previewRequest(draft.value),
    (request) => {
      feed.want(request)
    },
    { immediate: true },
  )

  // One place for the map and the form: whoever changes it last is right.
  picked.value = draft.value.place
  isPicking.value = true
  watch(picked, (place) => {
    if (!isSame(place, draft.value.place)) {
      take(place, '', '')
    }
  })
  watch(report, () => {
    picked.value = draft.value.place
    decided.value = null
    sending.clear()
  })

  watch(
    waitingPrefill,
    (given) => {
      if (given !== null) {
        waitingPrefill.value = null
        fill(given)
      }
    },
    { immediate: true },
  )
  // What was refused is not said of what has been changed since.
  watch(
    () => JSON.stringify({ ...draft.value, sent: null }),
    () => {
      if (sending.state.value.kind === 'refused') {
        sending.clear()
      }
    },
  )

  desk.follow({
    clear: () => {
      from.forget()
      clear()
    },
  })
  onScopeDispose(() => {
    isHere = false
    feed.stop()
    isPicking.value = false
    picked.value = null
  })

  function fill(given: Prefill): void {
    from.value.value = given.report ?? ''
    const before = draft.value
    if (given.report !== undefined && before.report === given.report) {
      // Begun already: what has been written since stays.
      return
    }
    draft.value = {
      ...emptyDraft(),
      address: given.address ?? '',
      category: given.category ?? null,
      severity: given.severity ?? null,
      headline: given.headline ?? null,
      description: given.description ?? '',
      need: given.people !== undefined ? 'people' : given.teams !== undefined ? 'teams' : 'policy',
      needed: given.people ?? given.teams ?? emptyDraft().needed,
      report: given.report ?? '',
      caller: given.caller ?? null,
    }
    if (isWritten(before)) {
      offerUndo(t('issue.replaced'), () => {
        draft.value = before
      })
    }
    search.value = given.search ?? ''
    take(given.place ?? null, given.jurisdiction ?? '', given.jurisdictionName ?? '')
  }

  function take(place: Picked | null, jurisdiction: string, jurisdictionName: string): void {
    picked.value = place
    Object.assign(draft.value, { place, jurisdiction, jurisdictionName, outside: false })
    located = locate(place, jurisdiction, jurisdictionName)
  }

  /** In which jurisdiction it is; of what has been pointed at meanwhile the newest counts. */
  async function locate(place: Picked | null, jurisdiction: string, name: string): Promise<void> {
    const mine = ++locating
    const within = desk.who.session?.jurisdiction ?? ''
    isLocating.value = false
    if (jurisdiction !== '' && name !== '') {
      return
    }
    if (jurisdiction !== '') {
      const known = await tree.find(jurisdiction)
      if (mine === locating && known !== null) {
        draft.value.jurisdictionName = known.name
      }
    } else if (place !== null && within !== '') {
      isLocating.value = true
      const found = await tree.findAt(place, within)
      if (mine === locating) {
        isLocating.value = false
        draft.value.jurisdiction = found?.code ?? within
        draft.value.jurisdictionName = found?.name ?? ''
      }
    }
  }

  function choose(chosen: Chosen): void {
    take(chosen.place, chosen.jurisdiction, chosen.jurisdictionName)
    if (chosen.address !== '' && draft.value.address.trim() === '') {
      draft.value.address = chosen.address
    }
  }

  async function send(): Promise<void> {
    if (sending.isBusy.value || waitsForPlace) {
      return
    }
    // Whoever is faster than the answer in which jurisdiction it is has said all the same where it is.
    waitsForPlace = true
    while (isHere && isLocating.value) {
      await located
    }
    waitsForPlace = false
    if (!isHere) {
      return
    }
    isTried.value = missing.value.length > 0
    if (!isTried.value) {
      await (report.value === '' ? issue() : decide())
    }
  }

  async function issue(): Promise<void> {
    const body = alertRequest(draft.value, headline.value)
    if (body === null) {
      return
    }
    const { caller } = draft.value
    // The number stays with what is sent, also over a reload.
    const once = keyFor(draft.value, body)
    draft.value.sent = once
    const sent = await sending.send(() =>
      desk.api.POST('/api/alerts', {
        params: { header: { 'Idempotency-Key': once.key }, query: { tasks: false } },
        body,
      }),
    )
    if (sent.kind === 'done') {
      if (caller !== null) {
        // Whose number it was is for the command center: teams are not told.
        const { id } = sent.answer
        void sendUntilKnown(() => noteRequest(desk.api, id, noteOf(caller, '')))
      }
      leave(sent.answer.id)
    }
  }

  async function decide(): Promise<void> {
    const id = report.value
    const body = triageRequest(draft.value, headline.value)
    if (body === null) {
      return
    }
    const linked = alertLinkedTo(id)
    const sent = await sending.send(() =>
      desk.api.POST('/api/reports/{id}/triage', { params: { path: { id } }, body }),
    )
    if (sent.kind === 'done') {
      leave(sent.answer.alertId ?? (await linked.within(LINKED_WITHIN_MS)))
    } else if (sent.status === 409) {
      decided.value = await read(id)
    }
    linked.stop()
  }

  async function takeRunning(alertId: string): Promise<void> {
    if (sending.isBusy.value) {
      return
    }
    const { caller, description } = draft.value
    if (report.value !== '') {
      const id = report.value
      const sent = await sending.send(() =>
        desk.api.POST('/api/reports/{id}/triage', {
          params: { path: { id } },
          body: { decision: 'LINK', alert: alertId },
        }),
      )
      if (sent.kind === 'done') {
        leave(alertId)
      } else if (sent.status === 409) {
        decided.value = await read(id)
      }
    } else if (caller !== null) {
      const sent = await sending.send(() => noteRequest(desk.api, alertId, noteOf(caller, description)))
      if (sent.kind === 'done') {
        leave(alertId)
      }
    } else {
      // Nobody has told anything yet that would have to go there; what is typed stays for F2.
      openAlert(alertId)
    }
  }

  async function read(id: string): Promise<Report | null> {
    try {
      const { data } = await desk.api.GET('/api/reports/{id}', { params: { path: { id } } })
      return data ?? null
    } catch {
      return null
    }
  }

  /** Told by the stream; asked for where the stream does not tell in time. */
  function alertLinkedTo(reportId: string) {
    let found = ''
    let tell: (alertId: string) => void = () => undefined
    const stop = watch(desk.events, (events) => {
      const linked = events.find((event) => event.type === 'report.alert-linked.v1' && event.key === reportId)
      if (linked !== undefined) {
        found = String(linked.event['alertId'])
        tell(found)
      }
    })
    return {
      stop,
      within: async (milliseconds: number): Promise<string> => {
        if (found === '') {
          await new Promise<void>((resolve) => {
            tell = () => {
              resolve()
            }
            setTimeout(resolve, milliseconds)
          })
        }
        return found === '' ? ((await read(reportId))?.alertId ?? '') : found
      },
    }
  }

  /** Who has gone on to something else meanwhile is left there. */
  function leave(alertId: string): void {
    if (alertId === '') {
      go({ alert: '', report: report.value, doing: '' })
    } else if (isHere && address.doing === 'new') {
      openAlert(alertId)
    }
    clear()
    from.value.value = ''
  }

  function clear(): void {
    forget()
    search.value = ''
    isTried.value = false
    decided.value = null
    picked.value = null
  }

  return {
    draft,
    report,
    headline,
    missing,
    isTried,
    isLocating,
    preview,
    previewAgain: () => {
      feed.again()
    },
    sending,
    errors,
    decided,
    search,
    choose,
    send,
    takeRunning,
    clear,
  }
}

function isSame(one: Picked | null, other: Picked | null): boolean {
  return (
    one?.latitude === other?.latitude && one?.longitude === other?.longitude && one?.datum === other?.datum
  )
}

/** Whether somebody would miss it. */
function isWritten(draft: IssueDraft): boolean {
  return (
    draft.place !== null || draft.headline !== null || draft.address.trim() !== '' || draft.description !== ''
  )
}

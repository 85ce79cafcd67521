import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { useDesk } from '../desk'
import { prefillLine, readLine } from '../issue/prefill'
import { go, openAlert, openReport, type PageName } from '../place'
import { turnTo } from '../registry/where'
import { find, type Finding, type Hit } from './find'

/** A pause in typing: what is typed on the way there is not asked for. */
const PAUSE_MS = 150

/** What a line of the box does. */
export type Choice =
  | { readonly kind: 'issue'; readonly text: string }
  | { readonly kind: 'page'; readonly page: PageName; readonly text: string }
  | { readonly kind: 'hit'; readonly hit: Hit }

export interface FindBoxState {
  readonly text: ShallowRef<string>
  readonly choices: ComputedRef<readonly Choice[]>
  readonly isAsking: ShallowRef<boolean>
  readonly isPart: ComputedRef<boolean>
  readonly take: (choice: Choice) => void
}

const NOTHING: Finding = { hits: [], isPart: false }

/** @param pages what pages are called */
export function useFindBox(pages: () => readonly (readonly [PageName, string])[]): FindBoxState {
  const { api, follow } = useDesk()
  const text = shallowRef('')
  const found = shallowRef<Finding>(NOTHING)
  const isAsking = shallowRef(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked: AbortController | null = null

  function stop(): void {
    clearTimeout(timer)
    asked?.abort()
    asked = null
  }

  watch(text, (typed) => {
    stop()
    isAsking.value = typed.trim() !== ''
    if (!isAsking.value) {
      found.value = NOTHING
      return
    }
    timer = setTimeout(() => {
      const mine = new AbortController()
      asked = mine
      void find(api, typed, mine.signal).then((finding) => {
        if (asked === mine) {
          found.value = finding
          isAsking.value = false
        }
      })
    }, PAUSE_MS)
  })
  follow({
    clear: () => {
      text.value = ''
    },
  })
  onScopeDispose(stop)

  const commands = computed<readonly Choice[]>(() => {
    const typed = text.value.trim()
    if (typed === '') {
      return []
    }
    const isBegun = (name: string) => name.toLowerCase().startsWith(typed.toLowerCase())
    return [
      ...(readLine(typed) === null ? [] : [{ kind: 'issue' as const, text: typed }]),
      ...pages()
        .filter(([, name]) => isBegun(name))
        .map(([page, name]) => ({ kind: 'page' as const, page, text: name })),
    ]
  })

  function take(choice: Choice): void {
    switch (choice.kind) {
      case 'issue':
        go({ page: 'command' })
        prefillLine(choice.text)
        break
      case 'page':
        go({ page: choice.page })
        break
      case 'hit':
        open(choice.hit)
    }
    text.value = ''
  }

  return {
    text,
    choices: computed(() => [
      ...commands.value,
      ...found.value.hits.map((hit) => ({ kind: 'hit' as const, hit })),
    ]),
    isAsking,
    isPart: computed(() => found.value.isPart),
    take,
  }
}

function open(hit: Hit): void {
  switch (hit.kind) {
    case 'alert':
      openAlert(hit.id)
      break
    case 'report':
      openReport(hit.id)
      break
    case 'team':
      go({ page: 'registry' })
      turnTo({ view: 'teams', area: '', entry: hit.id })
      break
    case 'jurisdiction':
      go({ page: 'registry' })
      turnTo({ view: 'teams', area: hit.id, entry: '' })
  }
}

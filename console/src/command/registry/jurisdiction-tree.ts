import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { Desk } from '../desk'
import { jurisdictions, readBelow, type Jurisdiction } from './jurisdictions'
import { nodeOf, rowsOf, type TreeNode, type TreeRow } from './tree'

const PAGE = 200

export interface JurisdictionTree {
  readonly rows: ComputedRef<readonly TreeRow[]>
  readonly state: ShallowRef<'loading' | 'shown' | 'failed'>
  readonly reload: () => Promise<void>
  readonly open: (code: string) => void
  readonly close: (code: string) => void
  /** Opens all above it, so that it is in sight. */
  readonly reveal: (code: string) => Promise<void>
}

/** For `desk.share`: from the account's own jurisdiction down, children when somebody opens their parent. */
export function makeJurisdictionTree(desk: Desk): JurisdictionTree {
  const names = desk.share(jurisdictions)
  const nodes = shallowRef<ReadonlyMap<string, TreeNode>>(new Map())
  const roots = shallowRef<readonly string[]>([])
  const opened = shallowRef<ReadonlySet<string>>(new Set())
  const state = shallowRef<'loading' | 'shown' | 'failed'>('loading')

  function put(...added: readonly TreeNode[]): void {
    nodes.value = new Map([...nodes.value, ...added.map((node) => [node.code, node] as const)])
  }

  async function reload(): Promise<void> {
    state.value = 'loading'
    const own = desk.who.session?.jurisdiction ?? ''
    const found = own === '' ? await provinces() : await one(own)
    if (found === null) {
      state.value = 'failed'
      return
    }
    names.learn(found)
    nodes.value = new Map()
    put(...found.map(nodeOf))
    roots.value = found.map(({ code }) => code)
    opened.value = new Set()
    state.value = 'shown'
    const first = roots.value[0]
    if (roots.value.length === 1 && first !== undefined) {
      open(first)
    }
  }

  async function one(code: string): Promise<readonly Jurisdiction[] | null> {
    const answer = await desk.api
      .GET('/api/jurisdictions/{code}', { params: { path: { code } } })
      .catch(() => null)
    return answer?.data === undefined ? null : [answer.data]
  }

  async function provinces(): Promise<readonly Jurisdiction[] | null> {
    const query = { level: 'PROVINCE', limit: PAGE }
    const answer = await desk.api.GET('/api/jurisdictions', { params: { query } }).catch(() => null)
    return answer?.data?.items ?? null
  }

  function open(code: string): void {
    opened.value = new Set([...opened.value, code])
    const node = nodes.value.get(code)
    if (node?.children === 'unread' || node?.children === 'failed') {
      void read(node)
    }
  }

  function close(code: string): void {
    opened.value = new Set([...opened.value].filter((other) => other !== code))
  }

  async function read(node: TreeNode): Promise<void> {
    put({ ...node, children: 'reading' })
    const children = await readBelow(desk.api, node.code)
    if (nodes.value.get(node.code)?.children !== 'reading') {
      return
    }
    if (children === null) {
      put({ ...node, children: 'failed' })
      return
    }
    names.learn(children)
    put(...children.filter(({ code }) => !nodes.value.has(code)).map(nodeOf), {
      ...node,
      children: 'read',
      codes: children.map(({ code }) => code),
    })
  }

  async function reveal(code: string): Promise<void> {
    const above = [...roots.value].find((root) => code.startsWith(root))
    if (above === undefined) {
      return
    }
    // A child's code begins with its parent's: the way down is read level by level.
    for (let at = nodes.value.get(above); at !== undefined && at.code !== code;) {
      opened.value = new Set([...opened.value, at.code])
      if (at.children !== 'read') {
        await read(at)
      }
      const child: string | undefined = nodes.value.get(at.code)?.codes.find((one) => code.startsWith(one))
      at = child === undefined ? undefined : nodes.value.get(child)
    }
  }

  desk.follow({
    restart: () => {
      if (state.value !== 'shown') {
        void reload()
      }
    },
    clear: () => {
      nodes.value = new Map()
      roots.value = []
      state.value = 'loading'
    },
  })
  return {
    rows: computed(() => rowsOf(nodes.value, opened.value, roots.value)),
    state,
    reload,
    open,
    close,
    reveal,
  }
}

import type { Jurisdiction } from './jurisdictions'

/** How a node's children stand. */
export type Children = 'unread' | 'reading' | 'read' | 'failed'

export interface TreeNode {
  readonly code: string
  readonly name: string
  readonly level: Jurisdiction['level']
  readonly children: Children
  readonly codes: readonly string[]
}

/** One line of the tree as it is shown. */
export type TreeRow =
  | {
      readonly kind: 'node'
      readonly node: TreeNode
      readonly depth: number
      readonly isOpen: boolean
      readonly position: number
      readonly siblings: number
    }
  /** In the place of children that are not here. */
  | { readonly kind: 'reading' | 'failed'; readonly of: string; readonly depth: number }

/** Nobody has children below a grid. */
export function mayHaveChildren(node: TreeNode): boolean {
  return node.level !== 'GRID' && !(node.children === 'read' && node.codes.length === 0)
}

export function nodeOf({ code, name, level }: Jurisdiction): TreeNode {
  return { code, name, level, children: 'unread', codes: [] }
}

/** The lines of a tree from top to bottom: of nodes that are open the children, too. */
export function rowsOf(
  nodes: ReadonlyMap<string, TreeNode>,
  open: ReadonlySet<string>,
  roots: readonly string[],
  depth = 1,
): readonly TreeRow[] {
  return roots.flatMap((code, at): TreeRow[] => {
    const node = nodes.get(code)
    if (node === undefined) {
      return []
    }
    const isOpen = open.has(code) && mayHaveChildren(node)
    const row: TreeRow = { kind: 'node', node, depth, isOpen, position: at + 1, siblings: roots.length }
    return isOpen ? [row, ...rowsOf(nodes, open, node.codes, depth + 1), ...endOf(node, depth + 1)] : [row]
  })
}

function endOf(node: TreeNode, depth: number): TreeRow[] {
  switch (node.children) {
    case 'unread':
    case 'reading':
      return [{ kind: 'reading', of: node.code, depth }]
    case 'failed':
      return [{ kind: 'failed', of: node.code, depth }]
    case 'read':
      return []
  }
}

/** What a key of the tree pattern does. */
export type Move =
  { readonly kind: 'go'; readonly to: string } | { readonly kind: 'open' | 'close'; readonly code: string }

/** By the ARIA authoring practices' tree: up, down, into, out, first, last. Null where there is nothing to do. */
export function moveOf(key: string, rows: readonly TreeRow[], active: string): Move | null {
  const nodes = rows.filter((row) => row.kind === 'node')
  const at = nodes.findIndex(({ node }) => node.code === active)
  const row = nodes[at]
  const go = (to: (typeof nodes)[number] | undefined): Move | null =>
    to === undefined ? null : { kind: 'go', to: to.node.code }
  switch (key) {
    case 'ArrowDown':
      return go(nodes[at + 1])
    case 'ArrowUp':
      return go(nodes[Math.max(0, at - 1)])
    case 'Home':
      return go(nodes[0])
    case 'End':
      return go(nodes.at(-1))
    case 'ArrowRight':
      if (row === undefined || !mayHaveChildren(row.node)) {
        return null
      }
      return row.isOpen && row.node.children !== 'failed' ? go(nodes[at + 1]) : { kind: 'open', code: active }
    case 'ArrowLeft':
      if (row === undefined) {
        return null
      }
      return row.isOpen
        ? { kind: 'close', code: active }
        : go(
            nodes
              .slice(0, at)
              .reverse()
              .find(({ depth }) => depth < row.depth),
          )
    default:
      return null
  }
}

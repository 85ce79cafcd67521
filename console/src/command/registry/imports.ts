import { CSRF_HEADER, csrfToken } from '../../api/csrf'
import type { components } from '../../api/generated/volunteer-service'
import type { Problem } from '../../api/send'

export type ImportReport = components['schemas']['ImportReport']

/** What can be imported, in the order in which one needs the other. */
export const KINDS = ['jurisdictions', 'outlines', 'volunteers', 'teams', 'presence'] as const
export type ImportKind = (typeof KINDS)[number]

export interface ImportForm {
  readonly path: string
  readonly type: 'text/csv' | 'application/x-ndjson'
  /** Of files, for the browser's own choice. */
  readonly accept: string
  /** Whether the service says how far it is, when it is asked to. */
  readonly tellsProgress: boolean
}

const NDJSON = { type: 'application/x-ndjson', accept: '.ndjson,.jsonl,.json,application/x-ndjson' } as const

export const FORMS: Readonly<Record<ImportKind, ImportForm>> = {
  jurisdictions: {
    path: '/api/jurisdictions/import',
    type: 'text/csv',
    accept: '.csv,text/csv',
    tellsProgress: true,
  },
  outlines: { path: '/api/jurisdictions/outlines/import', ...NDJSON, tellsProgress: false },
  volunteers: { path: '/api/volunteers/import', ...NDJSON, tellsProgress: true },
  teams: { path: '/api/teams/import', ...NDJSON, tellsProgress: true },
  presence: { path: '/api/presence/import', ...NDJSON, tellsProgress: true },
}

/** Of the service, whose settings may be others; it has the last word. */
export const LIMITS = {
  fileBytes: 1_073_741_824,
  lines: 1_000_000,
  lineBytes: 65_536,
  errors: 1_000,
} as const

export type ImportEnd =
  | { readonly kind: 'done'; readonly report: ImportReport }
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly problem: Problem
      readonly report: ImportReport | null
    }
  /** The connection broke: lines that are in stay in, and the same file can be sent again. */
  | { readonly kind: 'broken'; readonly report: ImportReport | null }
  | { readonly kind: 'stopped'; readonly report: ImportReport | null }

/** @param progress told after each batch that is saved */
export async function importFile(
  form: ImportForm,
  file: Blob,
  progress: (report: ImportReport) => void,
  signal: AbortSignal,
  fetcher: (address: string, init: RequestInit) => Promise<Response> = (address, init) =>
    fetch(address, init),
): Promise<ImportEnd> {
  let last: ImportReport | null = null
  try {
    const response = await fetcher(form.tellsProgress ? `${form.path}?progress` : form.path, {
      method: 'POST',
      body: file,
      headers: {
        'Content-Type': form.type,
        Accept: form.tellsProgress ? 'application/x-ndjson' : 'application/json',
        [CSRF_HEADER]: csrfToken(),
      },
      credentials: 'same-origin',
      signal,
    })
    if (!response.ok) {
      const problem = (await response.json().catch(() => ({}))) as Problem
      return { kind: 'refused', status: response.status, problem, report: reportOf(problem['report']) }
    }
    for await (const line of linesOf(response)) {
      last = reportOf(JSON.parse(line)) ?? last
      if (last !== null) {
        progress(last)
      }
    }
    return last?.done === true ? { kind: 'done', report: last } : { kind: 'broken', report: last }
  } catch {
    return { kind: signal.aborted ? 'stopped' : 'broken', report: last }
  }
}

function reportOf(value: unknown): ImportReport | null {
  return typeof value === 'object' && value !== null && 'lines' in value ? (value as ImportReport) : null
}

/** One report a line; a single report, also over several lines, is one. */
async function* linesOf(response: Response): AsyncGenerator<string> {
  if (!(response.headers.get('Content-Type') ?? '').includes('ndjson') || response.body === null) {
    yield await response.text()
    return
  }
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    rest += done ? decoder.decode() : decoder.decode(value, { stream: true })
    const lines = rest.split('\n')
    rest = done ? '' : (lines.pop() ?? '')
    yield* lines.filter((line) => line.trim() !== '')
    if (done) {
      return
    }
  }
}

/** Larger ones are counted by the service alone. */
const COUNTED_BYTES = 64 * 1_048_576

/** Null of a file that is too large to be read beforehand. */
export async function countLines(file: Blob): Promise<number | null> {
  if (file.size > COUNTED_BYTES) {
    return null
  }
  const reader = (file.stream() as ReadableStream<Uint8Array>).getReader()
  let lines = 0
  let lastByte = 10
  for (;;) {
    const { done, value } = await reader.read()
    if (done) {
      return lines + (lastByte === 10 ? 0 : 1)
    }
    for (const byte of value) {
      lines += byte === 10 ? 1 : 0
    }
    lastByte = value.at(-1) ?? lastByte
  }
}

/** As a table that a spreadsheet takes. */
export function reportAsText(report: ImportReport, head: readonly string[]): string {
  const rows = report.errors.map(({ line, field, message }) => [String(line), field, message])
  return [head, ...rows]
    .map((row) => row.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n')
}

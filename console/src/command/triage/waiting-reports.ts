import { shallowRef, type ShallowRef } from 'vue'

export interface ReportRow {
  readonly id: string
}

export function useWaitingReports(): { readonly reports: ShallowRef<readonly ReportRow[] | null> } {
  return { reports: shallowRef(null) }
}

import type { Api } from '../../api/client'
import type { AlertRequest } from './draft'
import type { Preview, PreviewAnswer } from './preview'

const USUAL_WAIT_S = 5

/** @throws when there is no answer, or none that says anything */
export async function askForPreview(
  api: Api,
  request: AlertRequest,
  signal: AbortSignal,
): Promise<PreviewAnswer> {
  const { data, error, response } = await api.POST('/api/alerts/preview', { body: request, signal })
  if (data !== undefined) {
    return { kind: 'preview', preview: data }
  }
  if (response.status === 429) {
    return { kind: 'later', seconds: Number(response.headers.get('Retry-After')) || USUAL_WAIT_S }
  }
  if (response.status >= 500 || response.status === 401) {
    throw new TypeError(`No preview: ${response.status}`)
  }
  return { kind: 'refused', status: response.status, problem: error }
}

export interface WaveOfPreview {
  readonly wave: number
  readonly radiusMetres: number
  readonly picks: Preview['picks']
  readonly shortfalls: Preview['shortfalls']
}

/** What would be called at once, wave by wave. */
export function wavesOf(preview: Preview): readonly WaveOfPreview[] {
  return preview.waves.map(({ wave, radiusMeters, shortfalls }) => ({
    wave,
    radiusMetres: radiusMeters,
    picks: preview.picks.filter((pick) => pick.wave === wave),
    shortfalls,
  }))
}

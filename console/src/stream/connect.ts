import { gathered } from './gathering'
import { StreamHub, type Page } from './hub'
import type { FromPage, ToPage } from './messages'
import { ofThisBrowser } from './surroundings'

/** A page's end of the stream. */
export interface StreamConnection {
  readonly send: (message: FromPage) => void
  /** Whether all pages of this browser share one connection. */
  readonly isShared: boolean
}

/**
 * Joins the browser's one stream. A browser without shared workers, such as that of most phones, has a connection for
 * each page.
 */
export function connectToStream(listen: (message: ToPage) => void): StreamConnection {
  const connection = sharedStream(listen) ?? ownStream(listen)
  let part: FromPage | null = null
  connection.send({ kind: 'attach' })
  // A page that the browser keeps for "back" is gone, and comes again.
  window.addEventListener('pagehide', () => {
    connection.send({ kind: 'detach' })
  })
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) {
      connection.send({ kind: 'attach' })
      if (part !== null) {
        connection.send(part)
      }
    }
  })
  window.addEventListener('online', () => {
    connection.send({ kind: 'try-now' })
  })
  return {
    isShared: connection.isShared,
    send: (message) => {
      if (message.kind === 'window') {
        part = message
      }
      connection.send(message)
    },
  }
}

function sharedStream(listen: (message: ToPage) => void): StreamConnection | null {
  if (typeof SharedWorker === 'undefined') {
    return null
  }
  const worker = new SharedWorker(new URL('./shared.worker.ts', import.meta.url), {
    type: 'module',
    name: 'muster-stream',
  })
  const hear = gathered(listen)
  worker.port.onmessage = (message: MessageEvent<ToPage>) => {
    hear(message.data)
  }
  return {
    isShared: true,
    send: (message) => {
      worker.port.postMessage(message)
    },
  }
}

function ownStream(listen: (message: ToPage) => void): StreamConnection {
  const hub = new StreamHub(ofThisBrowser())
  const page: Page = { tell: listen }
  return {
    isShared: false,
    send: (message) => {
      hub.receive(page, message)
    },
  }
}

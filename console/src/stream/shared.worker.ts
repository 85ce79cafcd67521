import { StreamHub, type Page } from './hub'
import type { FromPage } from './messages'
import { ofThisBrowser } from './surroundings'

/** All pages of this browser meet here, so that they have one connection, and its clocks run while they are hidden. */
const hub = new StreamHub(ofThisBrowser())
const scope = globalThis as unknown as { onconnect: ((event: MessageEvent) => void) | null }

scope.onconnect = (event) => {
  const port = event.ports[0]
  if (port === undefined) {
    return
  }
  const page: Page = {
    tell: (message) => {
      port.postMessage(message)
    },
  }
  port.onmessage = (message: MessageEvent<FromPage>) => {
    hub.receive(page, message.data)
  }
}

import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test'

/** What is still held after all garbage has been collected. */
export interface Held {
  /** Bytes that the page's script holds. */
  readonly page: number
  readonly nodes: number
  readonly listeners: number
  /** Bytes that the worker holds which all windows share. */
  readonly worker: number
}

export interface Scales {
  readonly weigh: () => Promise<Held>
}

/** Once more, as what is freed by a callback of the first is garbage only then. */
const COLLECTIONS = 3

export async function scales(browser: Browser, context: BrowserContext, page: Page): Promise<Scales> {
  const ofPage = await context.newCDPSession(page)
  await ofPage.send('Performance.enable')
  const ofWorker = await sharedWorker(await browser.newBrowserCDPSession())
  return {
    weigh: async () => {
      for (let time = 0; time < COLLECTIONS; time++) {
        await ofPage.send('HeapProfiler.collectGarbage')
        await ofWorker('HeapProfiler.collectGarbage')
      }
      const { metrics } = await ofPage.send('Performance.getMetrics')
      const figure = (name: string): number => {
        const found = metrics.find((metric) => metric.name === name)
        if (found === undefined) {
          throw new Error(`The browser does not say ${name}`)
        }
        return found.value
      }
      const { usedSize } = await ofWorker('Runtime.getHeapUsage')
      return {
        page: figure('JSHeapUsedSize'),
        nodes: figure('Nodes'),
        listeners: figure('JSEventListeners'),
        worker: Number(usedSize),
      }
    },
  }
}

type Ask = (method: string) => Promise<Record<string, unknown>>

/** Playwright has no session for it: what is asked of it goes through the browser's own. */
async function sharedWorker(browser: CDPSession): Promise<Ask> {
  const { targetInfos } = await browser.send('Target.getTargets')
  const workers = targetInfos.filter(({ type }) => type === 'shared_worker')
  const [worker] = workers
  if (worker === undefined || workers.length > 1) {
    throw new Error(`There are ${workers.length} shared workers`)
  }
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId: worker.targetId })
  const waiting = new Map<number, (answer: Answer) => void>()
  browser.on('Target.receivedMessageFromTarget', (received) => {
    if (received.sessionId === sessionId) {
      const answer = JSON.parse(received.message) as Answer & { id?: number }
      if (answer.id !== undefined) {
        waiting.get(answer.id)?.(answer)
        waiting.delete(answer.id)
      }
    }
  })
  let asked = 0
  return async (method) => {
    const id = ++asked
    const answer = new Promise<Answer>((resolve) => {
      waiting.set(id, resolve)
    })
    await browser.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
    const { result, error } = await answer
    if (error !== undefined) {
      throw new Error(`${method}: ${error.message}`)
    }
    return result ?? {}
  }
}

interface Answer {
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
}

/** @returns what runs as many questions at a time at most; the others wait for their turn */
export function inTurns(most: number): <Answer>(ask: () => Promise<Answer>) => Promise<Answer> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (ask) => {
    if (running >= most) {
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else {
      running++
    }
    try {
      return await ask()
    } finally {
      const next = waiting.shift()
      if (next === undefined) {
        running--
      } else {
        next()
      }
    }
  }
}

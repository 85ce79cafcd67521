import type { Surroundings } from './hub'

export function ofThisBrowser(): Surroundings {
  return {
    fetch: (address, init) => fetch(address, init),
    now: () => Date.now(),
    later: (run, milliseconds) => {
      const timer = setTimeout(run, milliseconds)
      return () => {
        clearTimeout(timer)
      }
    },
    random: () => Math.random(),
  }
}

import { defineAsyncComponent, type AsyncComponentLoader, type Component } from 'vue'
import NotLoaded from './NotLoaded.vue'
import StillLoading from './StillLoading.vue'

/** Of a slow line it is said only then that something is loading: else it would flicker. */
const SAID_AFTER_MS = 300

/** A part of the page that is loaded when it is first looked at. */
export function lazily(loader: AsyncComponentLoader<Component>): Component {
  return defineAsyncComponent<Component>({
    loader,
    loadingComponent: StillLoading,
    errorComponent: NotLoaded,
    delay: SAID_AFTER_MS,
    onError: (_error, retry, fail, attempts) => {
      // After an upgrade its file may be gone for good: then a new page has it.
      if (attempts <= 2) {
        setTimeout(retry, 1000 * attempts)
      } else {
        fail()
      }
    },
  })
}

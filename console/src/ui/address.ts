import { shallowRef, watch, type ShallowRef } from 'vue'

/** A text that stands in the page's address, so that the page can be opened again as it is. */
export function useInAddress(name: string): ShallowRef<string> {
  const text = shallowRef(new URLSearchParams(location.search).get(name) ?? '')
  watch(text, (value) => {
    const parameters = new URLSearchParams(location.search)
    if (value === '') {
      parameters.delete(name)
    } else {
      parameters.set(name, value)
    }
    const query = parameters.toString()
    history.replaceState(
      history.state,
      '',
      `${location.pathname}${query === '' ? '' : `?${query}`}${location.hash}`,
    )
  })
  return text
}

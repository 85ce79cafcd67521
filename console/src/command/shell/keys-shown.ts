import { ref } from 'vue'

/** Whether the list of keys lies over the page. */
export const keysAreShown = ref(false)

// For ESLint, which does not read into pages; vue-tsc does, and takes what is really there.
declare module '*.vue' {
  import type { DefineComponent } from 'vue'

  const component: DefineComponent
  export default component
}

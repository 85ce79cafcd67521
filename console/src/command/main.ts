import { createApp } from 'vue'
import '../ui/base.css'
import { currentLanguage, texts } from '../text'
import App from './App.vue'

document.documentElement.lang = currentLanguage()
createApp(App).use(texts).mount('#app')

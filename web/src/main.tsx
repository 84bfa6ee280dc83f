// Starts the application: words first, then theme, data and routes.
import '@mantine/core/styles.layer.css'
import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Application } from './application.tsx'
import { firstLanguage, startWords } from './words.ts'

await startWords(firstLanguage())

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no root')
createRoot(root).render(
  <StrictMode>
    <Application />
  </StrictMode>,
)

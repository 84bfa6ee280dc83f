// The other words in English, fetched before any further screen is shown; the terminal's and the messages' words stay on the server.
const files = import.meta.glob<Record<string, string>>(
  [
    '../../src/contract/words/en/*.json',
    '!../../src/contract/words/en/app.json',
    '!../../src/contract/words/en/dashboard.json',
    '!../../src/contract/words/en/embedded.json',
    '!../../src/contract/words/en/failures.json',
    '!../../src/contract/words/en/lists.json',
    '!../../src/contract/words/en/messages.json',
    '!../../src/contract/words/en/onboarding.json',
    '!../../src/contract/words/en/portal.json',
    '!../../src/contract/words/en/report-shelf.json',
    '!../../src/contract/words/en/reports.json',
    '!../../src/contract/words/en/shell.json',
    '!../../src/contract/words/en/shortcuts.json',
    '!../../src/contract/words/en/signin.json',
    '!../../src/contract/words/en/tasks.json',
  ],
  { eager: true, import: 'default' },
)

export const words = Object.fromEntries(
  Object.entries(files).map(([path, keys]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), keys]),
)

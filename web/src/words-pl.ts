// The words in Polish that signing in and the frame need: the first chunk of the language.
const files = import.meta.glob<Record<string, string>>('../../src/contract/words/pl/{failures,lists,shell,signin}.json', {
  eager: true,
  import: 'default',
})

export const words = Object.fromEntries(
  Object.entries(files).map(([path, keys]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), keys]),
)

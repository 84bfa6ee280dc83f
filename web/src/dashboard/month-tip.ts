// The tooltip of a month as an element: the page's content policy lets no style come as text.
export function monthTip({
  box,
  title,
  rows,
}: {
  readonly box: string
  readonly title: string
  readonly rows: readonly (readonly [string, string])[]
}): HTMLElement {
  const make = (tag: string, text?: string) => Object.assign(document.createElement(tag), text === undefined ? {} : { textContent: text })
  const tip = make('div')
  tip.className = box
  const list = make('dl')
  for (const [name, value] of rows) list.append(make('dt', name), make('dd', value))
  tip.append(make('b', title), list)
  return tip
}

// For the open one of a row that is wider than the screen: brought into sight, without moving the page.
export function intoView(element: HTMLElement | null): void {
  let row = element?.parentElement ?? null
  while (row !== null && row.scrollWidth <= row.clientWidth && row.tagName !== 'MAIN') row = row.parentElement
  if (element === null || row === null || getComputedStyle(row).overflowX !== 'auto') return
  const [place, frame] = [element.getBoundingClientRect(), row.getBoundingClientRect()]
  row.scrollLeft += place.left - frame.left - (frame.width - place.width) / 2
}

// A quiet text in a table: whole when pointed at where it is cut, a dash where there is none.
export function CellText({ text }: { readonly text: string | null }) {
  return (
    <span className="second" dir="auto" title={text || undefined}>
      {text || '–'}
    </span>
  )
}

// A sentence of the words with one part set bold, which they mark <0>so</0>.
export function Emphasised({ children }: { readonly children: string }) {
  const [before = '', bold, after] = children.split(/<\/?0>/)
  return (
    <>
      {before}
      {bold === undefined ? null : <b>{bold}</b>}
      {after}
    </>
  )
}

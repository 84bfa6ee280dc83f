import { expect, test } from 'vitest'
import { decodeOnce } from './decode-once.ts'

function fontKind() {
  const read: string[] = []
  const kind = {
    postscriptName: '',
    _decodeTable(this: { readonly postscriptName: string }, { tag }: { readonly tag: string }): unknown {
      read.push(`${this.postscriptName} ${tag}`)
      return { of: this.postscriptName, tag }
    },
  }
  const open = (postscriptName: string): typeof kind => Object.assign(Object.create(kind), { postscriptName })
  return { kind, read, open }
}

test('a font opened again finds its shaping tables read; another font has its own; tables that are cut out for a file are read anew', () => {
  const { kind, read, open } = fontKind()
  decodeOnce(kind)
  expect(open('Regular')._decodeTable({ tag: 'GSUB' })).toEqual({ of: 'Regular', tag: 'GSUB' })
  expect(open('Regular')._decodeTable({ tag: 'GSUB' })).toEqual({ of: 'Regular', tag: 'GSUB' })
  expect(open('Bold')._decodeTable({ tag: 'GSUB' })).toEqual({ of: 'Bold', tag: 'GSUB' })
  open('Regular')._decodeTable({ tag: 'glyf' })
  open('Regular')._decodeTable({ tag: 'glyf' })
  expect(read).toEqual(['Regular GSUB', 'Bold GSUB', 'Regular glyf', 'Regular glyf'])
})

test('a reader of another make is left as it is', () => {
  const other = { postscriptName: 'Inter' }
  decodeOnce(other)
  expect(other).toEqual({ postscriptName: 'Inter' })
})

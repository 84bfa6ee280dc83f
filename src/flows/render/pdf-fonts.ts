// The fonts of everything printed; nothing else is read from disk and nothing from the network, for what is printed holds text of strangers.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import pdfmake from 'pdfmake'
import { decodeOnce } from './decode-once.ts'

const here = createRequire(import.meta.url)
const fontFolder = dirname(here.resolve('@expo-google-fonts/inter/package.json'))
const fontFile = (weight: string) => join(fontFolder, weight, `Inter_${weight}.ttf`)
const faces = {
  normal: fontFile('400Regular'),
  bold: fontFile('600SemiBold'),
  italics: fontFile('400Regular'),
  bolditalics: fontFile('600SemiBold'),
}
const files = new Set(Object.values(faces))

pdfmake.setLocalAccessPolicy((path) => files.has(path))
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setFonts({ Inter: faces })

export const printer = pdfmake

// The reader of fonts as the printer itself finds it.
const reader = createRequire(createRequire(here.resolve('pdfmake')).resolve('pdfkit'))('fontkit') as {
  readonly create: (bytes: Uint8Array) => object
}
decodeOnce(Object.getPrototypeOf(reader.create(readFileSync(faces.normal))))

// Prints the software bill of materials of the program, or writes it to the file named.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { importedPackages, softwareBill } from './software-bill.ts'

const root = join(import.meta.dirname, '..')
const program = z
  .object({ name: z.string(), version: z.string(), license: z.string() })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
const pages = globSync('web/src/**/*.{ts,tsx}', { cwd: root }).filter((file) => !file.endsWith('.test.ts'))
const bundled = [...new Set(pages.flatMap((file) => importedPackages(readFileSync(join(root, file), 'utf8'))))].sort()
const bill = `${JSON.stringify(softwareBill(readFileSync(join(root, 'package-lock.json'), 'utf8'), program, bundled), null, 2)}\n`
const [file] = process.argv.slice(2)
if (file === undefined) process.stdout.write(bill)
else writeFileSync(file, bill)

// What every plugin folder holds and says, whatever it connects to.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type SettingFields, settingsSchema, type Words } from '#ports/settings'

const isSaid = (words: Words): boolean => words.pl.trim() !== '' && words.en.trim() !== ''

export function folderSuite(
  folder: { readonly id: string; readonly path: string },
  plugin: { readonly id: string; readonly name: string; readonly about: Words; readonly settings: SettingFields },
): void {
  test('it is called like its folder, and says in both languages what it does', () => {
    expect(plugin.id).toBe(folder.id)
    expect(plugin.name).not.toBe('')
    expect(isSaid(plugin.about)).toBe(true)
    expect(plugin.about.pl).not.toBe(plugin.about.en)
  })

  test('every setting is labelled in both languages, and patterns and limits can be met', () => {
    for (const [name, field] of Object.entries(plugin.settings)) {
      expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/)
      expect(isSaid(field.label), name).toBe(true)
      if (field.hint !== undefined) expect(isSaid(field.hint), name).toBe(true)
      if (field.kind === 'text' && field.pattern !== undefined && field.example !== undefined)
        expect(field.example, name).toMatch(new RegExp(field.pattern))
      if (field.kind === 'number') expect(field.min ?? 0).toBeLessThanOrEqual(field.max ?? Number.POSITIVE_INFINITY)
      if (field.kind === 'choice') expect(field.options.map((option) => option.value)).toContain(field.initial ?? field.options[0]?.value)
    }
    expect(
      Object.values(plugin.settings).some((field) => field.kind === 'secret'),
      'has a secret to keep',
    ).toBe(true)
    expect(settingsSchema(plugin.settings).safeParse({ unheardOf: 'x' }).success).toBe(false)
  })

  test('BEHAVIOR.md says what surprises and what is not confirmed', () => {
    const text = readFileSync(join(folder.path, 'BEHAVIOR.md'), 'utf8')
    expect(text).toMatch(/^# /)
    expect(text).toMatch(/^## Not confirmed/m)
    expect(text.length).toBeGreaterThan(300)
  })

  test('the logo is a small drawing of our own that loads and runs nothing', () => {
    const svg = readFileSync(join(folder.path, 'logo.svg'), 'utf8')
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox=/)
    expect(svg).not.toMatch(/<script|<image|<foreignObject|href|\bon[a-z]+=|url\(/i)
    expect(svg.length).toBeLessThan(6000)
  })

  test('tests of its own stand beside it', () => {
    expect(existsSync(join(folder.path, 'sandbox.ts'))).toBe(true)
  })
}

// What a template may name. The names are Polish because the people who write templates are; English templates use the same ones.

/** text: a ready text · optional: may be empty, so that it stands inside an `if` · list: gone through with `for` · block: stands alone in its paragraph. */
type VariableKind = 'text' | 'optional' | 'count' | 'list' | 'block'
export type TemplateVariable = { readonly name: string; readonly kind: VariableKind }

const of = (kind: VariableKind, ...names: readonly string[]): readonly TemplateVariable[] => names.map((name) => ({ name, kind }))

export const templateVariables: readonly TemplateVariable[] = [
  ...of('text', 'firma.nazwa'),
  ...of('optional', 'firma.nip', 'firma.adres', 'firma.email', 'firma.telefon', 'firma.osoba'),
  ...of('text', 'klient.nazwa'),
  ...of('optional', 'klient.nip', 'klient.adres'),
  ...of('text', 'dzis', 'dzis_slownie'),
  ...of('list', 'faktury'),
  ...of('count', 'liczba_faktur'),
  ...of('text', 'numery', 'numery_skrot', 'razem'),
  ...of('optional', 'najstarszy_termin', 'dni_po_terminie'),
  ...of('text', 'termin_zaplaty', 'termin_zaplaty_slownie'),
  ...of('optional', 'rachunek', 'link_do_zaplaty', 'link_klienta', 'stan_banku'),
  ...of('optional', 'odsetki.kwota', 'odsetki.do_dnia', 'odsetki.dziennie', 'odsetki.podstawa'),
  ...of('optional', 'rekompensata.kwota', 'rekompensata.euro', 'rekompensata.podstawa'),
  ...of('text', 'razem_z_dodatkami'),
  ...of('optional', 'wplata.kwota', 'wplata.dnia', 'wplata.niezaliczone'),
  ...of('optional', 'nota.numer', 'nota.dzien', 'nota.kwota', 'nota.slownie', 'nota.termin', 'nota.podstawa'),
  ...of('optional', 'saldo.dzien', 'saldo.kwota', 'saldo.slownie', 'saldo.strona'),
  ...of('optional', 'wiadomosc.temat', 'wiadomosc.tresc'),
  ...of('block', 'tabela', 'rozliczenie', 'dane_do_przelewu', 'odpowiedzi', 'zastrzezenie', 'big', 'odcinek'),
]

export const blockNames = ['tabela', 'rozliczenie', 'dane_do_przelewu', 'odpowiedzi', 'zastrzezenie', 'big', 'odcinek'] as const
export type BlockName = (typeof blockNames)[number]

/** A private sign that no text from outside keeps, around the name of a block. */
export const blockMark = '\uE000'
export const markOf = (name: BlockName): string => `${blockMark}${name}${blockMark}`

const names = new Set(templateVariables.map((variable) => variable.name))
const groups = new Set([...names].flatMap((name) => (name.includes('.') ? [name.slice(0, name.indexOf('.'))] : [])))

/** Whether a template may read the path; `faktury` has fields of its own inside its loop. */
export const isKnownPath = (path: readonly string[]): boolean => {
  const name = path.join('.')
  return names.has(name) || (path.length === 1 && groups.has(name))
}

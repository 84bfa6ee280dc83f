// Splits the legal form off a company's name, so that the name gets the first line.
const forms =
  /^(.*\S)\s+((?:sp\.?\s*z\s*o\.?\s*o\.?(?:\s*sp\.?\s*[kj]\.?)?)|(?:spółka z ograniczoną odpowiedzialnością)|s\.?\s?a\.?|sp\.?\s*j\.?|sp\.?\s*k\.?|s\.?\s?c\.?|p\.?\s?s\.?\s?a\.?)$/i

/** `Jantar Elektro sp. z o.o.` → `Jantar Elektro` and `sp. z o.o.`; a name without a known form stays whole. */
export function splitLegalForm(name: string): { short: string; form: string } {
  const found = forms.exec(name.trim())
  return found === null ? { short: name.trim(), form: '' } : { short: found[1] ?? name, form: found[2] ?? '' }
}

// Takes secrets out of everything that is logged or shown: also inside URLs, encoded, or as a part of a webhook address.

const mark = '•••'
const shortest = 4
const secretNames =
  /^(api_?token|api_?key|access_?token|refresh_?token|token|auth|key|secret|client_secret|password|pass|sign|signature|sig|hmac)$/i

export type Redact = (text: string) => string

/** Forms in which a secret may turn up; a secret that is a URL also counts by the long segments of its path. */
function forms(secret: string): readonly string[] {
  const segments = URL.canParse(secret) ? new URL(secret).pathname.split('/').filter((segment) => segment.length >= 6) : []
  return [secret, ...segments].flatMap((form) => [
    form,
    encodeURIComponent(form),
    encodeURIComponent(form).replaceAll('%20', '+'),
    JSON.stringify(form).slice(1, -1),
    Buffer.from(form).toString('base64'),
    Buffer.from(`${form}:`).toString('base64'),
  ])
}

/** A function that replaces these secrets, and the values of query parameters that are secret by name. */
export function redactor(secrets: readonly string[]): Redact {
  const found = [...new Set(secrets.filter((secret) => secret.length >= shortest).flatMap(forms))].sort((a, b) => b.length - a.length)
  return (text) => {
    let clean = text
    for (const form of found) clean = clean.replaceAll(form, mark)
    return clean
      .replace(/([?&])([^=&\s]+)=([^&\s]*)/g, (whole, start: string, name: string) =>
        secretNames.test(name) ? `${start}${name}=${mark}` : whole,
      )
      .replace(/(\/\/)[^/\s@]+@/g, `$1${mark}@`)
  }
}

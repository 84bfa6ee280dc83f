// Lets typing go on in a field that has just come, after what it holds already; at once, not when the trap of a dialog gets to it.
export function takeOver(field: HTMLInputElement | null): void {
  field?.focus()
  field?.setSelectionRange(field.value.length, field.value.length)
}

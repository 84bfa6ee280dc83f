// What every step of the first days is given.

/** A step says when it is finished; the frame moves on. */
export type StepProps = { readonly onDone: () => void }

// Who looks after a customer: the person whom somebody chose, else the owner of his segment.

/** What of a customer says whose he is. `byRule`: the owner came with the segment, nobody chose him. */
export type Keeping = { readonly segment: string | null; readonly ownerUserId: string | null; readonly byRule: boolean }

/** The owner of each segment; null stands for customers without one. */
export type OwnerRules = ReadonlyMap<string | null, string>

/** A chosen owner stays whatever the rule says; a segment that nobody was given takes nobody away. */
export function keepingByRule(keeping: Keeping, rules: OwnerRules): Keeping {
  const owner = rules.get(keeping.segment)
  const isChosen = keeping.ownerUserId !== null && !keeping.byRule
  return isChosen || owner === undefined ? keeping : { ...keeping, ownerUserId: owner, byRule: true }
}

/** What stands after a person's change: an owner that he names is chosen; a new segment brings its owner where none was chosen. */
export function keepingAfter(
  before: Keeping,
  change: { readonly segment?: string | null; readonly ownerUserId?: string | null },
  rules: OwnerRules,
): Keeping {
  const segment = change.segment === undefined ? before.segment : change.segment
  if (change.ownerUserId !== undefined) return { segment, ownerUserId: change.ownerUserId, byRule: false }
  return segment === before.segment ? before : keepingByRule({ ...before, segment }, rules)
}

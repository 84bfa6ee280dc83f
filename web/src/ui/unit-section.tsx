// The unit that stands at the right end of a field, and the room it takes.
export const unitSection = (unit: string | undefined) =>
  unit === undefined ? {} : { rightSection: <span className="s third">{unit}</span>, rightSectionWidth: unit.length * 7.5 + 18 }

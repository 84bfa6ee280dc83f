// Remembers a mapping that worked: for the next file of the same header, with how often it served.
import type { Tx } from '#store/database'
import { noteMappingProfileUsed, saveMappingProfile } from '#store/mapping-profiles'
import type { Reading } from './choose-reading.ts'
import type { Intake } from './intake.ts'

/** A table without a header has nothing to be recognised by: its mapping stays with its import alone. */
export async function keepMapping(tx: Tx, intake: Intake, reading: Reading, name: string | null): Promise<void> {
  const { companyId, actor, at } = intake
  const { mapping, profileId } = reading
  if (profileId !== null) await noteMappingProfileUsed(tx, companyId, profileId, at)
  if (name === null || mapping === null || mapping.kind === 'plain' || mapping.signature === '') return
  await saveMappingProfile(tx, companyId, { name, kind: mapping.kind, signature: mapping.signature, mapping, createdBy: actor, at })
}

// What the law attaches to late payment: interest and compensation, notes, relief for bad debts, limitation.
import { interest } from './interest.ts'
import { limitationReport } from './limitation.ts'
import { notes } from './notes.ts'
import { relief } from './relief.ts'

export default [interest, notes, relief, limitationReport]

// What became of one record of a source.
import type { SourceRecord } from '#store/records'

export type Became = Pick<SourceRecord, 'outcome' | 'subjectId' | 'rejection'>

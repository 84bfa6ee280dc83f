// Whether a customer is a natural person's business: then a block is only proposed.
import { foldText } from '#values/plain-text'

/** Legal forms whose owner is not a natural person, folded to capitals without diacritics. */
const entities =
  /\b(SP(OLKA)? ?\.? ?Z ?\.? ?O ?\.? ?O\b|SPOLKA Z OGRANICZONA|S ?\. ?A ?\.|SA$|SPOLKA AKCYJNA|P ?\. ?S ?\. ?A\b|PSA$|SP ?\. ?(K|J|P|K ?\. ?A)\b|SPK$|SPJ$|SPOLKA (KOMANDYTOWA|JAWNA|PARTNERSKA)|SPOLDZIELNIA|FUNDACJA|STOWARZYSZENIE|GMINA|POWIAT|WOJEWODZTWO|URZAD|SZPITAL|SZKOLA|UNIWERSYTET|POLITECHNIKA|INSTYTUT|PRZEDSZKOLE|PARAFIA|WSPOLNOTA MIESZKANIOWA|OSP|ZAKLAD BUDZETOWY|BANK|GMBH|AG$|KG$|LTD|LIMITED|LLC|INC|PLC|B ?\.? ?V\b|N ?\.? ?V\b|S ?\.? ?R ?\.? ?[OL]\b|A ?\. ?S\b|SAS|SARL|SRL|OY|AB$|APS|OU$|UAB|SIA|KFT|D ?\.? ?O ?\.? ?O\b)/

/** True unless the name bears the form of a legal person: in doubt a person decides. A civil partnership (s.c.) is its partners. */
export const looksLikePerson = (name: string): boolean => !entities.test(foldText(name).replace(/\s+/g, ' ').trim())

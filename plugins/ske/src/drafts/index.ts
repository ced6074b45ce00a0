export { DraftOffer } from './DraftOffer';
export type { StoredDraft } from './DraftStore';
export { usePerson } from './usePerson';
export { useDraft, type Draft } from './useDraft';

export { DraftOffer } from './DraftOffer';
export type { StoredDraft } from './DraftStore';
export { useDraft, type Draft } from './useDraft';

export { DraftOffer } from './DraftOffer';
export { usePerson } from './usePerson';
export { useDraft, type Draft } from './useDraft';

export { stateWords, type StateWords } from './stateWords';
export { skeTranslationRef } from './skeTranslationRef';
export { useWords, type Words } from './useWords';

export { skeTranslationRef } from './skeTranslationRef';
export { useWords, type Words } from './useWords';

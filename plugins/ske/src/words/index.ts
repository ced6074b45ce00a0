export { errorText, ownErrorText } from './errorText';
export { stateWords, type StateWords } from './stateWords';
export { localeOf } from './localeOf';
export { skeTranslationRef } from './skeTranslationRef';
export { titleOf, type TitleKey } from './titleOf';
export { useWords } from './useWords';
export { type Words } from './WordsStore';

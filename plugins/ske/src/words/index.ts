export { errorText, ownErrorText } from './errorText';
export { stateWords } from './stateWords';
export { localeOf } from './localeOf';
export { titleOf, type TitleKey } from './titleOf';
export { useWords } from './useWords';
export { type Words } from './WordsStore';

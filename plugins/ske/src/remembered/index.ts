export { readTexts, useRemembered } from './useRemembered';

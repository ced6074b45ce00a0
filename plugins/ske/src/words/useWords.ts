import {
  useTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { skeTranslationRef } from './skeTranslationRef';

/** Translates a key of `words/en` into the user's language. */
export type Words = TranslationFunction<(typeof skeTranslationRef)['T']>;

/** Returns the texts of the pages in the user's language. */
export function useWords(): Words {
  return useTranslationRef(skeTranslationRef).t;
}

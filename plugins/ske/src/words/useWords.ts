import { translationApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useSyncExternalStore } from 'react';
import { wordsStoreOf, type Words } from './WordsStore';

/** Returns the texts of the pages in the user's language. Suspends until they are loaded. */
export function useWords(): Words {
  const store = wordsStoreOf(useApi(translationApiRef));
  const words = useSyncExternalStore(store.subscribe, store.getWords);
  if (!words) {
    throw store.whenReady();
  }
  return words;
}

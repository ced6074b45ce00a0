import type {
  AccessAnswer,
  AccessQuestion,
} from '@kratix-portal/plugin-ske-common';
import { useMemo, useSyncExternalStore } from 'react';
import { keyOf } from '../reads/AccessReads';
import type { Fetched } from '../types';
import { AccessView } from './AccessView';
import { useLiveApi } from './useLiveApi';

/** Asks what the user may do. Questions of all components are collected into calls of 50, and answers are cached for a minute. */
export function useAccess(
  questions: readonly AccessQuestion[],
): Fetched<readonly AccessAnswer[]> {
  const { access } = useLiveApi();
  const key = questions.map(keyOf).join('\n');
  const view = useMemo(
    () => new AccessView(access, questions),
    // The questions are new objects in each rendering, and equal if their keys are.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [access, key],
  );
  return useSyncExternalStore(view.subscribe, view.getSnapshot);
}

import type {
  AccessAnswer,
  AccessQuestion,
} from '@kratix-portal/plugin-ske-common';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { keyOfQuestion } from '../reads/AccessReads';
import type { Fetched } from '../objects/types';
import { AccessView } from './AccessView';
import { useLiveApi } from './useLiveApi';

/**
 * Asks what the user may do. Questions of all components are collected into calls of 50, and answers are cached for a minute. The hook asks again every
 * minute about denied permissions, and soon after a change of `revision` about kinds that the cluster does not serve (use the `resourceVersion` of
 * their Promises).
 */
export function useAccess(
  questions: readonly AccessQuestion[],
  revision?: string,
): Fetched<readonly AccessAnswer[]> {
  const { access } = useLiveApi();
  const key = questions.map(keyOfQuestion).join('\n');
  const view = useMemo(
    () => new AccessView(access, questions),
    // The questions are new objects in each rendering, and equal if their keys are.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [access, key],
  );
  useEffect(() => access.press(view.questions), [access, view, revision]);
  return useSyncExternalStore(view.subscribe, view.getSnapshot);
}

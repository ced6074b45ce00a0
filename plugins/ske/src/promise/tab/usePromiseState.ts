import {
  readPromiseState,
  type PromiseObjectState,
} from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import { usePipelineRuns } from '../../live';
import type { ObjectProps } from '../../object/ObjectProps';

/** Reads the state of a Promise. Its runs are read only while they can explain something. */
export function usePromiseState({
  resourceRef,
  object,
}: ObjectProps): PromiseObjectState {
  const state = useMemo(() => readPromiseState(object), [object]);
  const { value } = usePipelineRuns(
    state.tone === 'positive' ? undefined : resourceRef,
    object.metadata.resourceVersion,
  );
  const runs = value?.runs;
  return useMemo(
    () => (runs ? readPromiseState(object, { runs }) : state),
    [object, runs, state],
  );
}

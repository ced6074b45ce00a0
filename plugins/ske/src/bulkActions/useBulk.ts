import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useRef, useState } from 'react';
import { skeApiRef } from '../api';
import type { ActionName } from '../actions/Action';
import { performAction } from '../actions/performAction';
import { actionFor, type BulkItem, type BulkResult } from './BulkItem';
import { runBulk } from './runBulk';

/** An action on many objects. */
export interface Bulk {
  /** `ready`: nothing has been sent. */
  readonly phase: 'ready' | 'running' | 'over';
  /** The key is the id of the item. */
  readonly results: ReadonlyMap<string, BulkResult>;
  /** Resolves to the results of all items. */
  start(
    action: ActionName,
    items: readonly BulkItem[],
  ): Promise<ReadonlyMap<string, BulkResult>>;
  stop(): void;
}

const NO_RESULTS: ReadonlyMap<string, BulkResult> = new Map();

/** Sends an action for many objects. The hook stops sending when the component is removed. */
export function useBulk(): Bulk {
  const api = useApi(skeApiRef);
  const [phase, setPhase] = useState<Bulk['phase']>('ready');
  const [results, setResults] = useState(NO_RESULTS);
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  return {
    phase,
    results,
    async start(name, items) {
      const controller = new AbortController();
      abort.current = controller;
      let known = NO_RESULTS;
      const note = ({ id }: BulkItem, result: BulkResult) => {
        known = new Map(known).set(id, result);
        setResults(known);
      };
      setResults(known);
      setPhase('running');
      await runBulk({
        items,
        perform: item =>
          performAction(api, actionFor(name, item), {
            ref: item.ref,
            uid: item.id,
            resourceVersion: item.object.metadata.resourceVersion,
            status: item.object.status,
          }),
        signal: controller.signal,
        onStart: item => note(item, 'sending'),
        onResult: note,
      });
      setPhase('over');
      return known;
    },
    stop: () => abort.current?.abort(),
  };
}

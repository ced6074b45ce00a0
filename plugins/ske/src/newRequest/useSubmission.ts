import { useApi } from '@backstage/frontend-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  SkeError,
  type ConfigureResult,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { useCallback, useRef, useState } from 'react';
import { isAnswerLost, skeApiRef, toSkeError } from '../api';
import { useWhoAmI } from '../live';
import { isFrom } from './isFrom';

/** What is sent: the text, and the object that it describes. */
export interface Submitted {
  readonly manifest: string;
  readonly object: JsonObject;
  readonly ref: ResourceRef;
}

/**
 * How far a request is:
 * - `editing`: the user fills in the form; `error` is why the last attempt failed.
 * - `checking`: a dry run is in progress.
 * - `review`: the cluster accepts the request; `error` is why the last create failed.
 * - `creating`: the create is in progress.
 * - `unknown`: no response to the create arrived. `found` is what the cluster has under this name: the request (`exists`), another object (`other`), or none.
 */
export type RequestStep =
  | { step: 'editing'; error?: SkeError }
  | { step: 'checking' }
  | ({ step: 'review'; check: ConfigureResult; error?: SkeError } & Sent)
  | ({ step: 'creating'; check: ConfigureResult } & Sent)
  | ({
      step: 'unknown';
      check: ConfigureResult;
      error: SkeError;
      found: 'looking' | 'exists' | 'other' | 'absent' | 'unclear';
    } & Sent);

interface Sent {
  sent: Submitted;
}

/** Checks and creates a request. Before it sends a create again, it reads the object from the cluster. */
export function useSubmission(options: {
  onCreated(ref: ResourceRef): void;
  /** Called when a create has failed. `isKnown`: whether it is certain that the object was not created. */
  onFailed(ref: ResourceRef, isKnown: boolean): void;
}) {
  const { onCreated, onFailed } = options;
  const api = useApi(skeApiRef);
  const user = useWhoAmI().value?.backstageUser;
  const [state, setState] = useState<RequestStep>({ step: 'editing' });
  // State changes with the next rendering, so a double click needs a lock that changes at once.
  const isBusy = useRef(false);

  const exclusively = useCallback(async (work: () => Promise<void>) => {
    if (isBusy.current) {
      return;
    }
    isBusy.current = true;
    try {
      await work();
    } finally {
      isBusy.current = false;
    }
  }, []);

  const check = useCallback(
    (sent: Submitted) =>
      exclusively(async () => {
        setState({ step: 'checking' });
        try {
          const result = await api.configureResource({
            manifest: sent.manifest,
            dryRun: true,
            onExisting: 'fail',
            unknownFields: 'fail',
          });
          setState({ step: 'review', sent, check: result });
        } catch (error) {
          setState({ step: 'editing', error: toSkeError(error) });
        }
      }),
    [api, exclusively],
  );

  const lookUp = useCallback(
    async (base: Omit<Extract<RequestStep, { step: 'unknown' }>, 'found'>) => {
      setState({ ...base, found: 'looking' });
      try {
        const { manifest } = await api.getResource(base.sent.ref);
        if (user === undefined) {
          setState({ ...base, found: 'unclear' });
          return;
        }
        const isOwn = isFrom(manifest, base.sent.object, user);
        setState({ ...base, found: isOwn ? 'exists' : 'other' });
      } catch (error) {
        const isAbsent = SkeError.is(error) && error.code === 'not-found';
        setState({ ...base, found: isAbsent ? 'absent' : 'unclear' });
      }
    },
    [api, user],
  );

  const create = useCallback(
    (sent: Submitted, checked: ConfigureResult) =>
      exclusively(async () => {
        setState({ step: 'creating', sent, check: checked });
        try {
          await api.configureResource({
            manifest: sent.manifest,
            onExisting: 'fail',
            unknownFields: 'fail',
          });
          onCreated(sent.ref);
        } catch (thrown) {
          const error = toSkeError(thrown);
          const isLost = isAnswerLost(error);
          onFailed(sent.ref, !isLost);
          if (isLost) {
            await lookUp({ step: 'unknown', sent, check: checked, error });
          } else if (error.causes?.length || error.code === 'already-exists') {
            setState({ step: 'editing', error });
          } else {
            setState({ step: 'review', sent, check: checked, error });
          }
        }
      }),
    [api, exclusively, lookUp, onCreated, onFailed],
  );

  const lookAgain = useCallback(
    () =>
      exclusively(async () => {
        if (state.step === 'unknown') {
          await lookUp(state);
        }
      }),
    [exclusively, lookUp, state],
  );
  const edit = useCallback(() => {
    if (!isBusy.current) {
      setState({ step: 'editing' });
    }
  }, []);
  return { state, check, create, lookAgain, edit };
}

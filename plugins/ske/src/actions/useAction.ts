import { useApi } from '@backstage/frontend-plugin-api';
import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { useState } from 'react';
import { skeApiRef } from '../api';
import { portalClock, type KubernetesObject } from '../live';
import { useIsMounted, useReport } from '../parts';
import { errorText, useWords, type Words } from '../words';
import type { Action } from './Action';
import { performAction, type ActionOutcome } from './performAction';
import type { AcceptedAction } from './readFollowUp';

/** An action whose outcome is not `done`. */
export interface FailedAction {
  readonly action: Action;
  readonly outcome: Exclude<ActionOutcome, { type: 'done' }>;
}

/** Sends the actions of one object, one at a time. */
export interface ActionSender {
  /** The action that is being sent. */
  readonly busy?: Action;
  readonly failed?: FailedAction;
  /** The last action that the cluster accepted, until the user closes its message. */
  readonly accepted?: AcceptedAction;
  /** Resolves to whether the cluster has accepted the action. */
  send(action: Action): Promise<boolean>;
  /** Removes the messages. */
  clear(): void;
}

interface State {
  busy?: Action;
  failed?: FailedAction;
  accepted?: AcceptedAction;
}

/** Sends actions and keeps how the last action ended. The state belongs to one object: another object of the same name starts without messages. */
export function useAction(
  ref: ResourceRef,
  object: KubernetesObject,
): ActionSender {
  const api = useApi(skeApiRef);
  const t = useWords();
  const report = useReport();
  const isMounted = useIsMounted();
  const { uid, resourceVersion } = object.metadata;
  const [kept, setKept] = useState<{ uid: string; state: State }>();
  const state = kept?.uid === uid ? kept.state : {};
  return {
    ...state,
    async send(action) {
      setKept({ uid, state: { busy: action } });
      const outcome = await performAction(api, action, {
        ref,
        uid,
        resourceVersion,
        status: object.status,
      });
      if (outcome.type !== 'done') {
        if (!isMounted()) {
          // The user has gone to another page, and may believe that the action was accepted.
          report(describeLeft(t, ref.name, action, outcome), 'warning');
        }
        setKept({ uid, state: { failed: { action, outcome } } });
        return false;
      }
      const accepted = {
        action,
        at: portalClock.now(),
        before: object,
        ...(outcome.resourceVersion !== undefined && {
          resourceVersion: outcome.resourceVersion,
        }),
      };
      setKept({ uid, state: { accepted } });
      return true;
    },
    clear: () => setKept(undefined),
  };
}

function describeLeft(
  t: Words,
  name: string,
  action: Action,
  outcome: FailedAction['outcome'],
): string {
  const what = { name, action: t(`actions.name.${action.name}`) };
  return outcome.type === 'refused'
    ? t('actions.left.failed', { ...what, reason: errorText(t, outcome.error) })
    : t(`actions.left.${outcome.type}`, what);
}

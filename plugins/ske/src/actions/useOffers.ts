import type {
  AccessAnswer,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import { useAccess } from '../live';
import { useWords, type Words } from '../words';
import type { ActionName } from './Action';
import {
  isHeld,
  readObstacle,
  type ActionFacts,
  type Obstacle,
} from './readObstacle';
import { rightOf } from './rightOf';

/** An action as a page offers it. */
export interface Offer {
  readonly action: ActionName;
  /** Why the user cannot use the action now. */
  readonly reason?: string;
}

/** The actions of a resource request, in the order of the page. */
export function actionsFor(facts: ActionFacts): ActionName[] {
  return [
    'reconcile',
    isHeld(facts.object) ? 'resume' : 'pause',
    'upgrade',
    'delete',
  ];
}

/**
 * Reads which actions make sense for an object, and asks which of them the user may use. While the permission for an action is not known, the action is
 * offered, and the cluster accepts or refuses it.
 */
export function useOffers(
  ref: ResourceRef,
  actions: readonly ActionName[],
  facts: ActionFacts,
): readonly Offer[] {
  const t = useWords();
  const { value } = useAccess(actions.map(action => rightOf(action, ref)));
  return useMemo(
    () =>
      actions.map((action, index) => {
        const reason = describeReason(t, {
          action,
          ref,
          obstacle: readObstacle(action, facts),
          answer: value?.[index],
        });
        return { action, ...(reason !== undefined && { reason }) };
      }),
    [t, actions, ref, facts, value],
  );
}

/** Describes why an action cannot be used. A missing permission has precedence over a reason in the state, because the state changes by itself. */
export function describeReason(
  t: Words,
  options: {
    action: ActionName;
    ref: ResourceRef;
    obstacle: Obstacle | undefined;
    answer: AccessAnswer | undefined;
  },
): string | undefined {
  const { action, ref, obstacle, answer } = options;
  if (answer?.allowed === false) {
    const { verb, kind, namespace } = rightOf(action, ref);
    const missing =
      namespace === undefined
        ? t('actions.right.missing', { verb, kind })
        : t('actions.right.missingIn', { verb, kind, namespace });
    return answer.code !== undefined && answer.reason
      ? `${missing} ${answer.reason}`
      : missing;
  }
  return obstacle && t(`actions.obstacle.${obstacle}`);
}

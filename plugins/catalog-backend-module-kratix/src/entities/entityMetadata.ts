import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';
import {
  kratixAnnotations,
  portalAnnotations,
  type StateWithReason,
} from '@kratix-portal/plugin-ske-common';
import { readChosenName } from '../naming/chosenName';
import { COMPONENT_PREFIX } from './customisation';
import type { EntityContext } from './EntityContext';
import type { StatusAnnotation } from './statusAnnotation';

const MAX_REASON_LENGTH = 512;
const MAX_CHOSEN_LENGTH = 100;

/** Annotations that identify the provider and the cluster of an entity. */
export function originAnnotations(
  context: EntityContext,
): Record<string, string> {
  return {
    [ANNOTATION_LOCATION]: context.location,
    [ANNOTATION_ORIGIN_LOCATION]: context.location,
    [portalAnnotations.cluster]: context.cluster,
  };
}

/** Annotations for the state of the object. */
export function stateAnnotations(
  { state, reason }: StateWithReason<string>,
  status: StatusAnnotation | undefined,
): Record<string, string> {
  return {
    [portalAnnotations.state]: state,
    [portalAnnotations.stateReason]: reason.slice(0, MAX_REASON_LENGTH),
    ...(status && { [kratixAnnotations.status]: status.json }),
    ...(status &&
      status.omitted.length > 0 && {
        [portalAnnotations.statusOmitted]: status.omitted
          .join(', ')
          .slice(0, MAX_REASON_LENGTH),
      }),
  };
}

/** Explains why an entity does not have the name that its annotation chooses; empty if the entity has that name. */
export function nameNotice(
  chosen: string | undefined,
  name: string,
): Record<string, string> {
  if (chosen === undefined || chosen.toLowerCase() === name) {
    return {};
  }
  const shown = JSON.stringify(chosen.slice(0, MAX_CHOSEN_LENGTH));
  const what = `The annotation ${COMPONENT_PREFIX}name chooses ${shown}`;
  const notice =
    readChosenName(chosen) === undefined
      ? `${what}, which is not a valid entity name. Use at most 63 letters, digits, "-" and ".", and start and end with a letter or digit.`
      : `${what}, but another entity already has this name.`;
  return { [portalAnnotations.nameNotice]: notice };
}

/** The tag that shows an unusual state in lists; usual states have no tag. */
export function stateTags(state: string, usual: readonly string[]): string[] {
  return usual.includes(state) ? [] : [state];
}

/** Removes duplicates and keeps the order. */
export function uniqueTags(...tags: string[]): string[] {
  return [...new Set(tags)];
}

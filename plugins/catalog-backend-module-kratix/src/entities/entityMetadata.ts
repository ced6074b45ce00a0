import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';
import {
  kratixAnnotations,
  portalAnnotations,
} from '@kratix-portal/plugin-ske-common';
import { readChosenName } from '../naming/chosenName';
import { COMPONENT_PREFIX } from './customisation';
import type { EntityContext } from './EntityContext';
import type { StateWithReason } from './resourceState';
import type { StatusAnnotation } from './statusAnnotation';

const MAX_REASON_LENGTH = 512;
const MAX_ASKED_LENGTH = 100;

/** Who brought an entity: the same for each of a provider. */
export function originAnnotations(
  context: EntityContext,
): Record<string, string> {
  return {
    [ANNOTATION_LOCATION]: context.location,
    [ANNOTATION_ORIGIN_LOCATION]: context.location,
    [portalAnnotations.cluster]: context.cluster,
  };
}

/** How the object is. */
export function stateAnnotations(
  { state, reason }: StateWithReason<string>,
  status: StatusAnnotation | undefined,
): Record<string, string> {
  return {
    [portalAnnotations.state]: state,
    ...(reason && {
      [portalAnnotations.stateReason]: reason.slice(0, MAX_REASON_LENGTH),
    }),
    ...(status && { [kratixAnnotations.status]: status.json }),
    ...(status &&
      status.omitted.length > 0 && {
        [portalAnnotations.statusOmitted]: status.omitted
          .join(', ')
          .slice(0, MAX_REASON_LENGTH),
      }),
  };
}

/** Why an entity does not have the name that an annotation asks for; nothing where it has it. */
export function nameNotice(
  asked: string | undefined,
  name: string,
): Record<string, string> {
  if (asked === undefined || asked.toLowerCase() === name) {
    return {};
  }
  const what = `The annotation ${COMPONENT_PREFIX}name asks for ${JSON.stringify(asked.slice(0, MAX_ASKED_LENGTH))}`;
  const notice =
    readChosenName(asked) === undefined
      ? `${what}, which no entity can be called: letters, digits, "-" and "." are allowed, 63 at most, with a letter or digit at both ends.`
      : `${what}, which another entity is called.`;
  return { [portalAnnotations.nameNotice]: notice };
}

/** The tag of a state that people should see in a list; the usual states have none. */
export function stateTags(state: string, usual: readonly string[]): string[] {
  return usual.includes(state) ? [] : [state];
}

/** Each once, in their order. */
export function uniqueTags(...tags: string[]): string[] {
  return [...new Set(tags)];
}

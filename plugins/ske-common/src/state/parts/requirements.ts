import { oneLine } from '../../errors';
import { sentence, type ReasonPart } from './sentences';
import { objectsAt, textAt } from './values';

/**
 * Whether a requirement of a Promise is met.
 *
 * @public
 */
export type RequirementState =
  'installed' | 'not-installed' | 'wrong-version' | 'not-available' | 'unknown';

/**
 * Another Promise that a Promise requires.
 *
 * @public
 */
export interface PromiseRequirement {
  /** The name of the required Promise. */
  name: string;
  /** The version that is required. */
  version?: string;
  /** As Kratix last checked it. Kratix looks for an absent Promise once a minute. */
  state: RequirementState;
}

/** The words of Kratix, from api/v1alpha1/promise_types.go. */
const STATES: Readonly<Record<string, RequirementState>> = {
  'Requirement installed': 'installed',
  'Requirement not installed': 'not-installed',
  'Requirement not installed at the specified version': 'wrong-version',
  'Requirement not available': 'not-available',
};

/**
 * Reads the Promises that a Promise requires: from its spec, with the states in its status.
 *
 * @public
 */
export function readRequirements(promise: {
  spec?: unknown;
  status?: unknown;
}): PromiseRequirement[] {
  const { spec, status } = promise;
  const seen = objectsAt(status, 'requiredPromises');
  const required = objectsAt(spec, 'requiredPromises');
  return (required.length > 0 ? required : seen).flatMap(each => {
    const name = textAt(each, 'name');
    if (name === undefined) {
      return [];
    }
    const version = textAt(each, 'version');
    const found = seen.find(
      one => textAt(one, 'name') === name && textAt(one, 'version') === version,
    );
    return [
      {
        name,
        ...(version !== undefined && { version }),
        state: readState(textAt(found, 'state')),
      },
    ];
  });
}

function readState(words = ''): RequirementState {
  return Object.hasOwn(STATES, words) ? STATES[words] : 'unknown';
}

const SENTENCES = {
  'not-installed': 'promise-requirement-not-installed',
  'wrong-version': 'promise-requirement-wrong-version',
  'not-available': 'promise-requirement-unavailable',
  unknown: 'promise-requirement-unknown',
} as const;

/** One sentence for each requirement that is not met. */
export function describeUnmet(
  requirements: readonly PromiseRequirement[],
): ReasonPart[] {
  return requirements.flatMap(({ name, version, state }) =>
    state === 'installed'
      ? []
      : [
          sentence(SENTENCES[state], {
            promise: oneLine(version ? `${name} ${version}` : name),
          }),
        ],
  );
}

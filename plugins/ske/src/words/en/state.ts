import {
  stateSentences,
  type DeletionStepCode,
  type NextStep,
  type SentenceCode,
  type StateWord,
} from '@kratix-portal/plugin-ske-common';

/** The words for states, such as in a badge. */
const words = {
  'state.word.applied': 'Applied',
  'state.word.available': 'Available',
  'state.word.degraded': 'Degraded',
  'state.word.deleting': 'Deleting',
  'state.word.failed': 'Failed',
  'state.word.healthy': 'Healthy',
  'state.word.in-progress': 'In progress',
  'state.word.misplaced': 'Misplaced',
  'state.word.no-destination': 'No Destination',
  'state.word.not-picked-up': 'Not picked up yet',
  'state.word.not-ready': 'Not ready',
  'state.word.paused': 'Paused',
  'state.word.pending': 'Pending',
  'state.word.ready': 'Ready',
  'state.word.running': 'Running',
  'state.word.succeeded': 'Succeeded',
  'state.word.superseded': 'Superseded',
  'state.word.suspended': 'Suspended',
  'state.word.unavailable': 'Unavailable',
  'state.word.unhealthy': 'Unhealthy',
  'state.word.unknown': 'Unknown',
  'state.word.waiting-for-promise': 'Waiting for the Promise',
} as const satisfies Record<`state.word.${StateWord}`, string>;

/** What the user can do next. */
const nextSteps = {
  'state.next.wait': 'There is nothing to do: Kratix continues by itself.',
  'state.next.reconcile': 'Start the pipelines again.',
  'state.next.resume': 'Resume it.',
  'state.next.resume-promise': 'Resume the Promise, or ask its owner to.',
  'state.next.fix-pipeline':
    'Find the cause in the log, remove it, and start the pipelines again.',
  'state.next.install-requirements':
    'The required Promises have to be installed.',
  'state.next.check-promise': 'Look at the Promise.',
  'state.next.check-destinations':
    'Look at the Destinations and their labels, or ask the platform team to.',
  'state.next.check-health': 'Look at the health records.',
  'state.next.check-version': 'Check that the wanted version exists.',
  'state.next.check-finalizer':
    'Ask the owner of the finalizer why it is still there.',
} as const satisfies Record<`state.next.${NextStep}`, string>;

/** The steps of a deletion. */
const deletionSteps = {
  'state.deletion.delete-workflows': 'Delete pipeline',
  'state.deletion.works': 'Works at the Destinations',
  'state.deletion.jobs': 'Jobs of the pipelines',
  'state.deletion.binding': 'ResourceBinding',
  'state.deletion.requests': 'Resource requests',
  'state.deletion.revisions': 'PromiseRevisions',
  'state.deletion.permissions': 'Permissions of the pipelines',
  'state.deletion.dependencies': 'Dependencies',
  'state.deletion.api': 'API',
  'state.deletion.foreign-finalizer': 'Finalizer of another controller',
} as const satisfies Record<`state.deletion.${DeletionStepCode}`, string>;

type Sentences = {
  readonly [
    Code in SentenceCode as `state.${Code}`
  ]: (typeof stateSentences)[Code];
};

/** The sentences of `ske-common`, which are English already. */
const sentences = Object.fromEntries(
  Object.entries(stateSentences).map(([code, text]) => [`state.${code}`, text]),
) as Sentences;

/** The texts of states. Each key starts with `state.`. */
export const state = {
  ...words,
  ...nextSteps,
  ...deletionSteps,
  ...sentences,
} as const;

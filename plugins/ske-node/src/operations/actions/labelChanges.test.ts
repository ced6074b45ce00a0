import { labelChanges } from './labelChanges';

const paused = { 'kratix.io/paused': 'true' };
const suspended = { 'kratix.io/workflow-suspended': 'true' };
const reconciling = { 'kratix.io/manual-reconciliation': 'true' };

describe('labelChanges', () => {
  it.each([
    ['reconcile' as const, {}, reconciling],
    ['reconcile' as const, reconciling, {}],
    ['pause' as const, { team: 'a' }, paused],
    ['pause' as const, paused, {}],
    ['pause' as const, { 'kratix.io/paused': 'false' }, paused],
    ['resume' as const, { team: 'a' }, {}],
    ['resume' as const, paused, { 'kratix.io/paused': null }],
    [
      'resume' as const,
      { ...paused, ...suspended, team: 'a' },
      { 'kratix.io/paused': null, 'kratix.io/workflow-suspended': null },
    ],
  ])(
    '%s of an object with the labels %j returns the patch %j',
    (action, labels, changes) => {
      expect(labelChanges(action, labels)).toEqual(changes);
    },
  );
});

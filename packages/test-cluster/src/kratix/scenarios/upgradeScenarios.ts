import { labelNames, objectOf } from '@kratix-portal/kratix-stand-in';
import { RecordingWorld } from '../RecordingWorld';
import { types } from './actions';
import type { Scenario } from './Scenario';

/** Moves the binding of the last request to another version. */
async function bind(world: RecordingWorld, version: string) {
  await world.patch({ spec: { version } }, await world.binding());
}

const latestVersion = async (world: RecordingWorld, reason: string) => {
  await world.reaches(reason, await world.binding(), 'UpgradeSucceeded');
};

export const upgradeScenarios: Scenario[] = [
  {
    name: 'upgrade-pinned',
    play: async world => {
      await world.install(1);
      await world.install(0);
      await world.record();
      const type = types.resourceBinding;
      await world.api.create(
        type,
        objectOf(
          type,
          {
            namespace: 'default',
            name: 'pre-created-binding-for-rr-three',
            labels: {
              [labelNames.promise]: 'upgrade',
              [labelNames.resource]: 'upgrade-rr-three',
            },
          },
          {
            spec: {
              version: 'v0.1.0-BETA',
              promiseRef: { name: 'upgrade' },
              resourceRef: { name: 'upgrade-rr-three', namespace: 'default' },
            },
          },
        ),
      );
      await world.create('upgrade-rr-three', { configMapName: 'cherry' });
      await world.reaches('Reconciled');
      await bind(world, 'v0.2.0-NEXTVERSION');
      await latestVersion(world, 'UpgradeComplete');
      await bind(world, 'v9.9.9');
      await latestVersion(world, 'UpgradeInProgress');
      await bind(world, 'v0.2.0-NEXTVERSION');
      await latestVersion(world, 'UpgradeComplete');
    },
    // In the recording Kratix stopped and restarted one Job, because it saw the new revision before its own label. This depends on timing.
    withoutObjects: [/^(Job|Pod) /],
    withoutEvents: [/ PipelineStarted: /],
  },
];

import {
  labelNames,
  objectOf,
  type ResourceRequest,
} from '@kratix-portal/kratix-stand-in';
import { until } from '../../process/until';
import { RecordingWorld } from '../RecordingWorld';
import { fails, types } from './actions';
import type { Scenario } from './Scenario';

/** Not compared: Kratix keeps only the last five Jobs of a pipeline, and deletes older Jobs with their Pods. The stand-in keeps all Jobs. */
const earlierJobs = /^(Job|Pod) /;

/** Sets another version in the ResourceBinding of the last request, and waits until the condition UpgradeSucceeded has the given reason. */
async function upgrade(
  world: RecordingWorld,
  version: string,
  reason = 'UpgradeComplete',
) {
  await world.patch({ spec: { version } }, await world.binding());
  await world.reaches(reason, await world.binding(), 'UpgradeSucceeded');
}

/** Creates a binding with this version, and then its request. */
async function pinned(world: RecordingWorld, version: string) {
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
          version,
          promiseRef: { name: 'upgrade' },
          resourceRef: { name: 'upgrade-rr-three', namespace: 'default' },
        },
      },
    ),
  );
  await world.create('upgrade-rr-three', { configMapName: 'cherry' });
  await world.reaches('Reconciled');
}

/** Waits until no run of the last request is in progress or about to start. The states of a run are too short to wait for each of them. */
async function isIdle(world: RecordingWorld) {
  const { type, key } = world.request;
  await until('the end of all runs', async () => {
    const { metadata, status } = await world.api.get<ResourceRequest>(
      type,
      key,
    );
    const phases = status?.kratix?.workflows?.pipelines?.map(
      ({ phase }) => phase,
    );
    return (
      phases?.every(phase => phase === 'Succeeded') &&
      !metadata.labels?.[labelNames.runFromStart]
    );
  });
  await world.reaches('Reconciled');
}

/** Sets the version whose pipeline fails in the ResourceBinding. */
async function failsAt(world: RecordingWorld, version: string) {
  await world.patch(fails('resource-configure'));
  await upgrade(world, version, 'UpgradeFailed');
  await world.patch(fails(null));
}

export const upgradeScenarios: Scenario[] = [
  {
    name: 'upgrade-pinned',
    play: async world => {
      await world.install(1);
      await world.install(0);
      await world.record();
      await pinned(world, 'v0.1.0-BETA');
      await upgrade(world, 'v0.2.0-NEXTVERSION');
      await upgrade(world, 'v9.9.9', 'UpgradeInProgress');
      await upgrade(world, 'v0.2.0-NEXTVERSION');
    },
    // Jobs and Pods are not compared: in the recording Kratix stopped a Job and started it again, because it saw the new PromiseRevision before the label that it had written itself. This depends on timing.
    withoutObjects: [/^(Job|Pod) /],
    withoutEvents: [/ PipelineStarted: /],
  },
  {
    name: 'request-upgrade',
    play: async world => {
      // The recording has the versions from the newest to the oldest.
      await world.install(2);
      await world.create('rr-four', { configMapName: 'four' });
      await world.reaches('Reconciled');
      await world.patch(
        { spec: { version: 'v0.1.0-BETA' } },
        await world.binding(),
      );
      await world.install(1);
      await world.install(0);
      await isIdle(world);
      await world.record();
      await upgrade(world, 'v0.2.0-NEXTVERSION');
      await failsAt(world, 'v0.3.0-FAILING');
      await upgrade(world, 'v0.2.0-NEXTVERSION');
    },
    withoutObjects: [earlierJobs],
  },
  {
    name: 'upgrade-failed',
    play: async world => {
      await world.install(1);
      await world.install(0);
      await pinned(world, 'v0.1.0-BETA');
      await upgrade(world, 'v0.2.0-NEXTVERSION');
      await isIdle(world);
      await world.record();
      await world.install(2);
      await isIdle(world);
      await failsAt(world, 'v0.3.0-FAILING');
      await upgrade(world, 'v0.2.0-NEXTVERSION');
    },
    withoutObjects: [earlierJobs],
    // The recording has no Events about the Promise.
    withoutEvents: [/ (RevisionCreated|ReconcilingResources): /],
  },
];

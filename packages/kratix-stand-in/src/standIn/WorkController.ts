import { createHash } from 'node:crypto';
import { KubernetesObject } from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import { haveConditions, withConditions } from './conditions';
import { labelNames } from './kratixNames';
import { Destination, Work, WorkPlacement } from './kratixObjects';
import { unlessChanged } from './RequestController';
import { StandInContext } from './StandInContext';
import {
  Placement,
  placementConditions,
  placementObject,
  placementsOf,
  workConditions,
} from './workRules';
import { WorkQueue } from './WorkQueue';

const workFinalizer = 'kratix.io/work-cleanup';

/** Places Works on Destinations. Nothing is written anywhere: there is no state store. */
export class WorkController {
  private readonly context: StandInContext;
  private readonly queue: WorkQueue;
  private readonly known = new Set<string>();

  constructor(context: StandInContext) {
    this.context = context;
    this.queue = new WorkQueue({
      handle: key => this.reconcile(key),
      onError: (key, error) => context.log(`Work ${key}: ${error}`),
      signal: context.signal,
    });
  }

  onWork({ metadata }: Work) {
    const key = `${metadata.namespace}/${metadata.name}`;
    this.known.add(key);
    this.queue.add(key);
  }

  /** A Destination appeared, went or has other labels. */
  onDestination(destination: Destination) {
    for (const key of this.known) {
      this.queue.add(key);
    }
    this.greet(destination).catch(error =>
      this.context.log(`Destination ${destination.metadata.name}: ${error}`),
    );
  }

  private async greet(destination: Destination) {
    const { api } = this.context;
    const wanted = [
      {
        type: 'Ready',
        status: 'True' as const,
        reason: 'TestDocumentsWritten',
        message: 'Test documents written to State Store',
      },
    ];
    const { conditions } = destination.status ?? {};
    if (haveConditions(conditions, wanted)) {
      return;
    }
    const status = {
      conditions: withConditions(conditions, wanted, new Date()),
    };
    const key = destination.metadata;
    if (!(await api.find(resourceTypes.destination, key))) {
      return;
    }
    await api.patch(resourceTypes.destination, key, { status }, 'status');
  }

  private async reconcile(key: string) {
    const { api } = this.context;
    const [namespace, name] = key.split('/');
    const work = await api.find<Work>(resourceTypes.work, { namespace, name });
    if (!work) {
      this.known.delete(key);
      return;
    }
    const { items: placements } = await api.list<WorkPlacement>(
      resourceTypes.workPlacement,
      { namespace, labels: { [labelNames.work]: name } },
    );
    if (work.metadata.deletionTimestamp) {
      await this.remove(work, placements);
    } else if (!work.metadata.finalizers?.includes(workFinalizer)) {
      const patch = { metadata: { finalizers: [workFinalizer] } };
      await api.patch(
        resourceTypes.work,
        work.metadata,
        unlessChanged(work, patch),
      );
    } else {
      await this.place(work, placements);
    }
  }

  private async place(work: Work, present: WorkPlacement[]) {
    const { api } = this.context;
    const { items: destinations } = await api.list<Destination>(
      resourceTypes.destination,
    );
    const { wanted, unplaced } = placementsOf(work, destinations, present);
    for (const placement of present) {
      const isWanted = wanted.some(
        ({ name }) => name === placement.metadata.name,
      );
      if (!isWanted) {
        await this.removePlacement(placement);
      }
    }
    for (const placement of wanted) {
      const found = present.find(
        ({ metadata }) => metadata.name === placement.name,
      );
      await this.putInPlace(work, placement, found);
    }
    const { conditions } = work.status ?? {};
    const wantedConditions = workConditions(unplaced);
    if (haveConditions(conditions, wantedConditions)) {
      return;
    }
    const groups = work.spec.workloadGroups?.length ?? 0;
    const status = {
      conditions: withConditions(conditions, wantedConditions, new Date()),
      ...(groups ? { workPlacements: wanted.length + unplaced.length } : {}),
      ...(wanted.length ? { workPlacementsCreated: wanted.length } : {}),
    };
    const patch = unlessChanged(work, { status });
    await api.patch(resourceTypes.work, work.metadata, patch, 'status');
    this.record('Scheduler', work, {
      reason: unplaced.length
        ? 'NoMatchingDestination'
        : wantedConditions[0].reason,
      note: wantedConditions[0].message,
      type: unplaced.length ? 'Warning' : 'Normal',
    });
  }

  private async putInPlace(
    work: Work,
    placement: Placement,
    found: WorkPlacement | undefined,
  ) {
    const { api } = this.context;
    const type = resourceTypes.workPlacement;
    const wanted = placementObject(work, placement);
    const isCurrent =
      found &&
      JSON.stringify(found.spec.workloads) ===
        JSON.stringify(wanted.spec.workloads);
    let object = found;
    if (!found) {
      object = await api.create(type, wanted);
    } else if (!isCurrent) {
      const { spec } = wanted;
      object = await api.patch<WorkPlacement>(type, found.metadata, { spec });
    }
    if (!isCurrent) {
      const content = JSON.stringify(wanted.spec.workloads);
      const versionID = createHash('sha256').update(content).digest('hex');
      object = await this.setConditions(
        object!,
        placementConditions.written,
        versionID,
      );
      this.record('WorkPlacementController', object, {
        reason: 'WorkloadsWrittenToStateStore',
        note: `successfully written to Destination: ${placement.destination} with versionID: ${versionID}`,
      });
    }
    await this.setConditions(object!, placementConditions.scheduled);
  }

  private async setConditions(
    placement: WorkPlacement,
    wanted: typeof placementConditions.written,
    versionID?: string,
  ): Promise<WorkPlacement> {
    const { conditions } = placement.status ?? {};
    const isSame =
      haveConditions(conditions, wanted) &&
      (!versionID || placement.status?.versionID === versionID);
    if (isSame) {
      return placement;
    }
    const status = {
      conditions: withConditions(conditions, wanted, new Date()),
      ...(versionID ? { versionID } : {}),
    };
    return this.context.api.patch<WorkPlacement>(
      resourceTypes.workPlacement,
      placement.metadata,
      { status },
      'status',
    );
  }

  private async remove(work: Work, placements: WorkPlacement[]) {
    const { api } = this.context;
    for (const placement of placements) {
      await this.removePlacement(placement);
    }
    if (!work.metadata.finalizers?.length) {
      return;
    }
    const patch = { metadata: { finalizers: null } };
    await api.patch(
      resourceTypes.work,
      work.metadata,
      unlessChanged(work, patch),
    );
  }

  private async removePlacement({ metadata }: WorkPlacement) {
    const { api } = this.context;
    const type = resourceTypes.workPlacement;
    await api.delete(type, metadata);
    if (!metadata.finalizers?.length) {
      return;
    }
    await api.patch(type, metadata, { metadata: { finalizers: null } });
  }

  private record(
    controller: 'Scheduler' | 'WorkPlacementController',
    regarding: KubernetesObject,
    event: { reason: string; note: string; type?: 'Normal' | 'Warning' },
  ) {
    this.context.events.record(controller, regarding, event);
  }
}

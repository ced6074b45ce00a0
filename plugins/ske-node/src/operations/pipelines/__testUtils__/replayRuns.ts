import type { JsonObject } from '@backstage/types';
import {
  describeReason,
  findDeepestCause,
  kratixLabels,
  readResourceState,
  readPromiseState,
  readRunState,
  type CauseChain,
  type ObjectState,
  type ObservedObject,
  type PipelineRun,
} from '@kratix-portal/plugin-ske-common';
import { readRecording } from '@kratix-portal/test-cluster';
import { readJobs, readPods } from '../pipelineObjects';
import { toPipelineRuns } from '../toPipelineRuns';
import { withWorkflow } from '../withWorkflow';

interface RecordedObject {
  kind: string;
  metadata: {
    name: string;
    uid: string;
    labels?: Record<string, string>;
  };
  spec?: { api?: { spec?: { names?: { kind?: string } } } };
}

/** Objects of these kinds are neither part of a run nor the owner of one. */
const IGNORED = new Set([
  'Event',
  'Work',
  'WorkPlacement',
  'ResourceBinding',
  'PromiseRevision',
  'HealthRecord',
  'Destination',
]);

/**
 * Replays the Jobs and Pods of a recording. It returns one line for each change of a run, and one line for each change of the state of a Promise or request that
 * has runs. A line contains the time in milliseconds, the object, the state, the reason, and the other fields of the state. The name of a run contains its
 * pipeline and the number of the run among the runs of its owner, counted from the oldest.
 */
export async function replayRuns(scenario: string): Promise<string[]> {
  const cluster = new Map<string, RecordedObject>();
  const shown = new Map<string, string>();
  const table: string[] = [];
  for (const { t, type, object } of await readRecording(scenario)) {
    const recorded = object as unknown as RecordedObject;
    const { uid } = recorded.metadata;
    if (IGNORED.has(recorded.kind)) {
      continue;
    }
    if (type === 'DELETED') {
      cluster.delete(uid);
    } else {
      cluster.set(uid, recorded);
    }
    for (const [name, text] of linesOf([...cluster.values()])) {
      if (shown.get(name) !== text) {
        shown.set(name, text);
        table.push(`${t} ${name} ${text}`);
      }
    }
  }
  return table;
}

function linesOf(all: readonly RecordedObject[]): Map<string, string> {
  const kinds = new Set(all.map(each => each.spec?.api?.spec?.names?.kind));
  const lines = new Map<string, string>();
  for (const owner of all) {
    const isPromise = owner.kind === 'Promise';
    if (isPromise || kinds.has(owner.kind)) {
      const runs = runsOf(owner, isPromise, all);
      const ownerName = `${owner.kind}/${owner.metadata.name}`;
      [...runs].reverse().forEach((run, index) => {
        const name = `${ownerName} ${run.action} run ${index + 1}, ${run.pipeline},`;
        lines.set(name, describe(readRunState(run)));
      });
      if (runs.length > 0) {
        lines.set(ownerName, describeOwner(owner, isPromise, runs));
      }
    }
  }
  return lines;
}

function runsOf(
  owner: RecordedObject,
  isPromise: boolean,
  all: readonly RecordedObject[],
): PipelineRun[] {
  const { name, labels = {} } = owner.metadata;
  const own = (kind: string) =>
    all.filter(each => {
      const of = each.metadata.labels ?? {};
      return each.kind === kind && isPromise
        ? of[kratixLabels.promiseName] === name &&
            !of[kratixLabels.resourceName]
        : of[kratixLabels.promiseName] === labels[kratixLabels.promiseName] &&
            of[kratixLabels.resourceName] === name;
    }) as unknown as JsonObject[];
  const of = (kind: string) => own(kind).filter(each => each.kind === kind);
  return withWorkflow(
    toPipelineRuns(readJobs(of('Job')), readPods(of('Pod'))),
    {
      object: owner as unknown as JsonObject,
      workflow: isPromise ? 'promise' : 'resource',
    },
  );
}

function describeOwner(
  owner: RecordedObject,
  isPromise: boolean,
  runs: PipelineRun[],
): string {
  const object = owner as unknown as ObservedObject;
  const { state, tone, next } = isPromise
    ? readPromiseState(object, { runs })
    : readResourceState(object, { runs });
  const cause = findDeepestCause({ request: object, runs });
  return [
    `${state} (${tone}; next ${next ?? '-'})`,
    describeCause(cause),
    describeReason(cause.parts),
  ]
    .join(' ')
    .trimEnd();
}

function describe(state: ObjectState<string>): string {
  const { tone, next, since } = state;
  const facts = [
    tone,
    next && `next ${next}`,
    since && `since ${since.slice(11, 19)}`,
  ];
  return `${state.state}: ${state.reason} (${facts.filter(each => each).join('; ')})`;
}

/** Describes the links of the cause chain that are present. */
function describeCause({
  condition,
  pipeline,
  run,
  container,
}: CauseChain): string {
  const links = [
    condition && `${condition.type} ${condition.reason}`,
    pipeline &&
      `${pipeline.index}/${pipeline.total} ${pipeline.name} ${pipeline.phase}`,
    run && `Job ${run.state}`,
    container &&
      `${container.role} container ${container.name} ${container.reason ?? ''} exit ${container.exitCode ?? '-'} attempt ${container.attempt}`,
  ];
  return `[${links.filter(each => each).join(' > ')}]`;
}

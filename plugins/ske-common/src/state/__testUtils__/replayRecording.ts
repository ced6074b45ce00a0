import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPromiseState } from '../promiseState';
import { readResourceState } from '../resourceState';
import type { ObservedObject } from '../StateWithReason';

interface RecordedObject extends ObservedObject {
  kind: string;
  metadata: ObservedObject['metadata'] & { name: string };
  spec?: {
    api?: { spec?: { names?: { kind?: string } } };
    resourceRef?: { name?: string };
  };
}

interface Step {
  t: number;
  action: string;
}

interface Line {
  t: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: RecordedObject;
}

/**
 * Replays a recording of the real Kratix controller, and returns one line for each change of a state or its reason: the time in milliseconds, the
 * object, the state, and the reason. The user's actions are comments between them.
 */
export function replayRecording(folder: string, scenario: string): string[] {
  const lines = readJsonLines<Line>(join(folder, `${scenario}.jsonl`));
  const steps: Step[] = JSON.parse(
    readFileSync(join(folder, `${scenario}.steps.json`), 'utf8'),
  );
  const cluster = new Map<string, RecordedObject>();
  const shown = new Map<string, string>();
  const table: string[] = [];
  for (const { t, type, object } of lines) {
    while (steps.length > 0 && steps[0].t <= t && t > 0) {
      table.push(`# ${steps.shift()?.t} action`);
    }
    const key = `${object.kind}/${object.metadata.name}`;
    if (type === 'DELETED') {
      cluster.delete(key);
      if (shown.delete(key)) {
        table.push(`${t} ${key} is deleted`);
      }
    } else {
      cluster.set(key, object);
    }
    for (const [each, state] of statesOf(cluster)) {
      if (shown.get(each) !== state) {
        shown.set(each, state);
        table.push(`${t} ${each} ${state}`);
      }
    }
  }
  return table;
}

/** The states of all Promises and of all objects of their kinds. */
function statesOf(
  cluster: ReadonlyMap<string, RecordedObject>,
): Map<string, string> {
  const all = [...cluster.values()];
  const promises = all.filter(({ kind }) => kind === 'Promise');
  const promiseOf = new Map(
    promises.map(each => [each.spec?.api?.spec?.names?.kind, each]),
  );
  const states = new Map<string, string>();
  for (const [key, object] of cluster) {
    if (object.kind === 'Promise') {
      const { state, reason } = readPromiseState(object);
      states.set(key, `${state}: ${reason}`);
    } else if (promiseOf.has(object.kind)) {
      const { labels } = promiseOf.get(object.kind)?.metadata ?? {};
      const { state, reason } = readResourceState(object, {
        isPromisePaused: labels?.['kratix.io/paused'] === 'true',
        binding: all.find(
          ({ kind, spec }) =>
            kind === 'ResourceBinding' &&
            spec?.resourceRef?.name === object.metadata.name,
        ),
      });
      states.set(key, `${state}: ${reason}`);
    }
  }
  return states;
}

function readJsonLines<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as T);
}

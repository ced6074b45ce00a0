import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject, JsonObject, KubernetesObject } from '../kubernetes/objects';
import { sharedKratixFolder } from '../shared/sharedFolder';
import {
  KratixPromise,
  PromiseRevision,
  PromiseSpec,
} from '../standIn/kratixObjects';
import { labelNames, versionNotSet } from '../standIn/kratixNames';
import { RecordedLine } from './RecordedLine';
import { ReducedRecording, reduceRecording } from './reduceRecording';

/** A reduced recording and its Promises, without the descriptions that their authors wrote. */
export interface RecordingFixture extends ReducedRecording {
  promises: KratixPromise[];
}

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
export const fixturesFolder = join(__dirname, 'fixtures');

/** Reads a recording of the real Kratix controller from the shared folder. */
export async function readRecording(scenario: string): Promise<RecordedLine[]> {
  const file = join(sharedKratixFolder('recordings'), `${scenario}.jsonl`);
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.map(line => JSON.parse(line) as RecordedLine);
}

/** The names of all reduced recordings. */
export async function listFixtures(): Promise<string[]> {
  const files = await readdir(fixturesFolder);
  return files
    .filter(file => file.endsWith('.json'))
    .map(file => file.slice(0, -'.json'.length))
    .sort();
}

/** Reads a reduced recording. */
export async function readFixture(scenario: string): Promise<RecordingFixture> {
  const file = join(fixturesFolder, `${scenario}.json`);
  return JSON.parse(await readFile(file, 'utf8')) as RecordingFixture;
}

/** JSON with a line for each Promise, state and Event. */
export function stringifyFixture(fixture: RecordingFixture): string {
  const block = (key: string, lists: Record<string, unknown[]>) => {
    const entries = Object.entries(lists).map(([name, list]) => {
      const lines = list.map(entry => `      ${JSON.stringify(entry)}`);
      return `    ${JSON.stringify(name)}: [\n${lines.join(',\n')}\n    ]`;
    });
    return `  "${key}": {\n${entries.join(',\n')}\n  }`;
  };
  const promises = fixture.promises.map(each => `    ${JSON.stringify(each)}`);
  const passing = Object.entries(fixture.passing).map(
    ([name, values]) =>
      `    ${JSON.stringify(name)}: ${JSON.stringify(values)}`,
  );
  return `{
  "promises": [
${promises.join(',\n')}
  ],
${block('objects', fixture.objects)},
  "passing": {
${passing.join(',\n')}
  },
${block('events', fixture.events)}
}
`;
}

export function fixtureOf(lines: RecordedLine[]): RecordingFixture {
  return { promises: promisesOf(lines), ...reduceRecording(lines) };
}

/** All versions of the Promises in a recording, in the order in which they were installed. */
function promisesOf(lines: RecordedLine[]): KratixPromise[] {
  const promises = new Map<string, KratixPromise>();
  for (const { object } of lines) {
    let promise: KratixPromise | undefined;
    if (object.kind === 'PromiseRevision') {
      const { spec } = object as KubernetesObject as PromiseRevision;
      const labels =
        spec.version === versionNotSet
          ? undefined
          : { [labelNames.promiseVersion]: spec.version };
      promise = factsOf(spec.promiseRef.name, labels, spec.promiseSpec);
    } else if (object.kind === 'Promise') {
      const { metadata, spec } = object as KratixPromise;
      const version = metadata.labels?.[labelNames.promiseVersion];
      const labels = version
        ? { [labelNames.promiseVersion]: version }
        : undefined;
      promise = factsOf(metadata.name, labels, spec ?? {});
    }
    const text = JSON.stringify(promise);
    if (promise && !promises.has(text)) {
      promises.set(text, promise);
    }
  }
  return [...promises.values()];
}

/** The fields of a Promise that decide what Kratix does. */
function factsOf(
  name: string,
  labels: Record<string, string> | undefined,
  spec: PromiseSpec,
): KratixPromise {
  const { api, destinationSelectors, requiredPromises, workflows } = spec;
  const pipelines = (list: unknown) =>
    ((list ?? []) as JsonObject[]).map(pipelineFacts);
  const both = (of: { configure?: unknown; delete?: unknown } | undefined) => ({
    ...(of?.configure ? { configure: pipelines(of.configure) } : {}),
    ...(of?.delete ? { delete: pipelines(of.delete) } : {}),
  });
  // Kratix adds empty workflows, which raises the generation.
  const facts = Object.fromEntries(
    Object.entries({
      config: workflows?.config ?? {},
      promise: both(workflows?.promise),
      resource: both(workflows?.resource),
    }).filter(([, entry]) => Object.keys(entry).length),
  );
  return {
    apiVersion: 'platform.kratix.io/v1alpha1',
    kind: 'Promise',
    metadata: { name, ...(labels ? { labels } : {}) },
    spec: {
      ...(api ? { api: withoutDescriptions(api) as PromiseSpec['api'] } : {}),
      ...(destinationSelectors ? { destinationSelectors } : {}),
      ...(requiredPromises ? { requiredPromises } : {}),
      ...(Object.keys(facts).length ? { workflows: facts } : {}),
    },
  };
}

function withoutDescriptions(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, entry) =>
    key === 'description' && typeof entry === 'string' ? undefined : entry,
  );
}

function pipelineFacts({ apiVersion, kind, metadata, spec }: JsonObject) {
  const { name } = metadata as { name: string };
  const { containers, jobOptions, rbac } = spec as JsonObject;
  const named = (containers as JsonObject[]).map(container => ({
    name: container.name,
    image: 'registry.example.com/pipeline:v1',
  }));
  return {
    apiVersion,
    kind,
    metadata: { name },
    spec: {
      ...(isObject(jobOptions) ? { jobOptions } : {}),
      ...(isObject(rbac) ? { rbac } : {}),
      containers: named,
    },
  };
}

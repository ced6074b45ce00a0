import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JsonObject, KubernetesObject } from '../kubernetes/objects';
import { sharedKratixFolder } from '../sharedFolder';

/** An object of any kind, with everything in it. */
export interface RecordedObject extends KubernetesObject {
  spec?: JsonObject;
  status?: JsonObject;
  [field: string]: unknown;
}

/** One line of a recording: an object that was there (t = 0, ADDED), or one change of it. */
export interface RecordedLine {
  t: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: RecordedObject;
}

/** Reads a recording of the real Kratix controller. */
export async function readRecording(scenario: string): Promise<RecordedLine[]> {
  const file = join(sharedKratixFolder('recordings'), `${scenario}.jsonl`);
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.map(line => JSON.parse(line) as RecordedLine);
}

/** The Promise of a recording, as somebody would apply it. */
export function recordedPromise(lines: RecordedLine[]): RecordedObject {
  const line = lines.find(({ object }) => object.kind === 'Promise');
  if (!line) {
    throw new Error('the recording has no Promise');
  }
  const { apiVersion, kind, metadata, spec } = line.object;
  const { name, labels } = metadata;
  return { apiVersion, kind, metadata: { name, labels }, spec };
}

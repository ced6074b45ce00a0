import type { JsonObject, JsonValue } from '@backstage/types';
import type { Platform } from '@kratix-portal/test-cluster';
import { setTimeout as delay } from 'node:timers/promises';
import { asObject } from '../values/json';
import type { KratixPromise } from '../promise/KratixPromise';
import { readPromiseApi } from '../readPromiseApi';

const RETRY_MILLIS = 250;
const MOST_RETRIES = 80;

/** The result of a dry run. */
export interface Outcome {
  /** The spec that the API server would store. */
  spec?: JsonValue;
  /** The error, if the API server rejects it. */
  refused?: string;
}

/** The platform cluster, used as its administrator. */
export class Cluster {
  readonly #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Sends objects to the API server as a dry run. */
  async tryCreate(objects: JsonObject[]): Promise<Outcome[]> {
    if (objects.length === 0) {
      return [];
    }
    const named = objects.map((object, index) => ({
      ...object,
      metadata: { ...asObject(object.metadata), name: `form-${index}` },
    }));
    const { stdout, stderr } = await this.#sendWhenServed(
      // Only the API server should validate, not kubectl.
      ['create', '--dry-run=server', '--output=json', '--validate=false'],
      named,
    );
    const stored = new Map<string, JsonValue | undefined>();
    for (const { metadata, spec } of readObjects(stdout)) {
      stored.set(String(asObject(metadata)?.name), spec);
    }
    return named.map(({ metadata: { name } }) =>
      stored.has(name)
        ? { spec: stored.get(name) }
        : { refused: refusalOf(name, stderr) },
    );
  }

  async installCrds(crds: JsonObject[]): Promise<void> {
    await this.#expect(['apply', '--server-side', '--validate=false'], crds);
    await this.#expect(
      ['wait', '--for=condition=Established', '--timeout=60s'],
      crds,
    );
  }

  /** Installs a Promise; the stand-in creates its CRD, like Kratix. */
  async installPromise(promise: KratixPromise): Promise<void> {
    const { name, labels } = promise.metadata as {
      name: string;
      labels?: JsonObject;
    };
    const { plural, group } = readPromiseApi(promise)!;
    await this.#expect(
      ['apply', '--server-side', '--force-conflicts'],
      [
        {
          apiVersion: 'platform.kratix.io/v1alpha1',
          kind: 'Promise',
          metadata: { name, ...(labels && { labels }) },
          spec: promise.spec as JsonObject,
        },
      ],
    );
    for (const condition of ['create', 'condition=Established']) {
      await this.#expect([
        'wait',
        `--for=${condition}`,
        '--timeout=60s',
        `crd/${plural}.${group}`,
      ]);
    }
  }

  async #expect(args: string[], input?: JsonObject[]): Promise<void> {
    const { code, stderr } = input
      ? await this.#send(args, input)
      : await this.#platform.kubectl(args);
    if (code !== 0) {
      throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
    }
  }

  /** A CRD can be established before the API server lists its kind, and kubectl only knows listed kinds. */
  async #sendWhenServed(args: string[], input: JsonObject[]) {
    let answer = await this.#send(args, input);
    for (let at = 0; at < MOST_RETRIES && isUnlisted(answer.stderr); at += 1) {
      await delay(RETRY_MILLIS);
      answer = await this.#send(args, input);
    }
    return answer;
  }

  async #send(args: string[], input: JsonObject[]) {
    const list = { apiVersion: 'v1', kind: 'List', items: input };
    return this.#platform.kubectl([...args, '-f', '-'], {
      input: JSON.stringify(list),
    });
  }
}

function isUnlisted(stderr: string): boolean {
  return stderr.includes('no matches for kind');
}

/** Splits the objects that kubectl prints one after the other. */
function readObjects(stdout: string): JsonObject[] {
  return stdout
    .split(/^(?=\{)/m)
    .filter(text => text.trim() !== '')
    .map(text => JSON.parse(text) as JsonObject);
}

function refusalOf(name: string, stderr: string): string {
  // If there are several causes, kubectl prints them as a list below the line with the name.
  const lines = stderr
    .split(/\n(?!\*)/)
    .filter(line => line.includes(`"${name}"`));
  return lines.join(' ') || stderr;
}

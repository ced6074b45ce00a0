import type { JsonObject } from '@backstage/types';
import {
  isDnsSubdomain,
  isLabelValue,
  KRATIX_GROUP,
  type KratixPromise,
} from '@kratix-portal/plugin-ske-common';
import { KRATIX_API } from '../kratix';
import {
  readDocuments,
  type SourceDocument,
  type SourceProblem,
} from './readDocuments';

/** A Promise that the user wrote. The cluster has not checked it, so everything but its name may be wrong. */
export interface SourcePromise extends KratixPromise {
  apiVersion: string;
  kind: string;
}

/** A Promise in a text. */
export interface PromiseCandidate {
  promise: SourcePromise;
  line: number;
  /** The text of this Promise alone; absent if the text has a CustomResourceDefinition and no Promise. */
  text?: string;
}

/** A document that is not a Promise. */
export interface OtherDocument {
  kind: string;
  name: string;
  line: number;
}

/** The content of a text. */
export type PromiseSourceContent =
  | { type: 'empty' }
  | { type: 'invalid'; problem: SourceProblem | PromiseProblem }
  | {
      type: 'promises';
      /** At least one Promise. */
      candidates: readonly PromiseCandidate[];
      others: readonly OtherDocument[];
    };

/** Why a readable text has no Promise that Kratix can install. */
export interface PromiseProblem {
  code: 'no-promise' | 'no-name' | 'long-name';
  line?: number;
  /** The kinds that the text has instead. */
  kinds?: readonly string[];
}

/** Finds the Promises in YAML or JSON. A CustomResourceDefinition without a Promise is read as the API of a new Promise. */
export function readPromiseSource(text: string): PromiseSourceContent {
  if (text.trim() === '') {
    return { type: 'empty' };
  }
  const read = readDocuments(text);
  if ('problem' in read) {
    return { type: 'invalid', problem: read.problem };
  }
  const promises = read.documents.filter(({ object }) => isPromise(object));
  const apis = read.documents.filter(({ object }) => isDefinition(object));
  const used = promises.length > 0 ? promises : apis;
  if (used.length === 0) {
    return {
      type: 'invalid',
      problem: {
        code: 'no-promise',
        kinds: read.documents.map(({ object }) => kindOf(object)),
      },
    };
  }
  const unnamed = promises.find(
    ({ object }) => !isDnsSubdomain(nameOf(object)),
  );
  if (unnamed) {
    return {
      type: 'invalid',
      problem: { code: 'no-name', line: unnamed.line },
    };
  }
  // Kratix writes the name into labels.
  const long = promises.find(({ object }) => !isLabelValue(nameOf(object)));
  if (long) {
    return { type: 'invalid', problem: { code: 'long-name', line: long.line } };
  }
  return {
    type: 'promises',
    candidates: used.map(document =>
      promises.length > 0 ? toPromise(document) : wrap(document),
    ),
    others: read.documents
      .filter(document => !used.includes(document))
      .map(({ object, line }) => ({
        kind: kindOf(object),
        name: nameOf(object),
        line,
      })),
  };
}

function toPromise({ object, line, text }: SourceDocument): PromiseCandidate {
  return { promise: object as unknown as SourcePromise, line, text };
}

function wrap({ object, line }: SourceDocument): PromiseCandidate {
  return {
    line,
    promise: {
      apiVersion: KRATIX_API,
      kind: 'Promise',
      metadata: { name: nameOf(object).split('.')[0] || 'promise' },
      spec: { api: object },
    },
  };
}

function isPromise({ apiVersion, kind }: JsonObject): boolean {
  return (
    kind === 'Promise' &&
    typeof apiVersion === 'string' &&
    apiVersion.startsWith(`${KRATIX_GROUP}/`)
  );
}

function isDefinition({ apiVersion, kind }: JsonObject): boolean {
  return (
    kind === 'CustomResourceDefinition' &&
    typeof apiVersion === 'string' &&
    apiVersion.startsWith('apiextensions.k8s.io/')
  );
}

function kindOf({ kind }: JsonObject): string {
  return typeof kind === 'string' && kind !== '' ? kind : '?';
}

function nameOf({ metadata }: JsonObject): string {
  const name = (metadata as JsonObject | undefined)?.name;
  return typeof name === 'string' ? name : '';
}

import type { JsonObject } from '@backstage/types';

/** The API group of all generated kinds. */
export const GROUP = 'bench.kratix-portal.io';
/** About the number of fields of a Promise of the Kratix marketplace. */
const FIELDS = 20;
/** A page of a form with more fields is unusual. */
const LARGE_FORM_FIELDS = 60;

/** A Promise, by default of average size. */
export function promise(
  index: number,
  spec: JsonObject = definitionSpec(index),
): JsonObject {
  return {
    apiVersion: 'platform.kratix.io/v1alpha1',
    kind: 'Promise',
    metadata: {
      name: `bench-${index}`,
      labels: { 'kratix.io/promise-version': 'v1.0.0' },
    },
    spec: {
      api: {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: `bench${index}s.${GROUP}` },
        spec,
      },
    },
  };
}

/** The CustomResourceDefinition that Kratix creates for a Promise, but without the status subresource, so that one request writes an object with its status. */
export function definition(
  index: number,
  spec: JsonObject = definitionSpec(index),
): JsonObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `bench${index}s.${GROUP}`,
      labels: { 'kratix.io/promise-name': `bench-${index}` },
    },
    spec,
  };
}

/** A completed request with a typical status. */
export function request(index: number, kind: number): JsonObject {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: `Bench${kind}`,
    metadata: {
      name: `request-${index}`,
      labels: { 'kratix.io/promise-name': `bench-${kind}` },
    },
    spec: { field0: 'value', field1: 'value' },
    status: {
      message: 'Resource requested',
      observedGeneration: 1,
      promiseVersion: 'v1.0.0',
      resourceBindingVersion: 'latest',
      workflows: 1,
      workflowsSucceeded: 1,
      workflowsFailed: 0,
      endpoint: `https://request-${index}.example.com`,
      connection: { host: `request-${index}.internal`, port: 5432 },
      conditions: [
        'ConfigureWorkflowCompleted',
        'WorksSucceeded',
        'Reconciled',
      ].map(type => ({
        type,
        status: 'True',
        reason: type,
        message: type,
        lastTransitionTime: '2026-01-01T00:00:00Z',
      })),
    },
  };
}

/** A Promise whose API has about this number of characters, like the CRD of a large operator. */
export function largePromise(characters: number) {
  const field = {
    type: 'object',
    description: 'What this part of the thing is, and how it is to be. '.repeat(
      4,
    ),
    properties: Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [
        `property${index}`,
        {
          type: 'string',
          description: 'One of the many settings. '.repeat(6),
          pattern: '^[a-z]+$',
          maxLength: 63,
        },
      ]),
    ),
  };
  const count = Math.ceil(characters / JSON.stringify(field).length);
  return {
    metadata: { name: 'large' },
    spec: {
      api: {
        spec: {
          ...definitionSpec(0),
          versions: [
            versionOf(
              Object.fromEntries(
                Array.from({ length: count }, (_, index) => [
                  `field${index}`,
                  field,
                ]),
              ),
            ),
          ],
        },
      },
    },
  };
}

/**
 * The spec of a definition whose API has about this number of characters, and which a cluster can store. It has few fields with long descriptions, because the API
 * server writes the name of each field once more into `managedFields`, and etcd stores no object of more than 1.5 MB.
 */
export function largeDefinitionSpec(
  index: number,
  characters: number,
): JsonObject {
  const part = {
    type: 'object',
    description: 'What this part of the thing is, and how it is to be.',
    properties: Object.fromEntries(
      Array.from({ length: 10 }, (_, property) => [
        `property${property}`,
        {
          type: 'string',
          description: 'One of the many settings of this part. '.repeat(24),
          maxLength: 63,
        },
      ]),
    ),
  };
  const count = Math.floor(characters / JSON.stringify(part).length);
  const parts = Object.fromEntries(
    Array.from({ length: count }, (_, number) => [`part${number}`, part]),
  );
  return {
    ...definitionSpec(index),
    versions: [
      versionOf({
        ...fieldsOf(LARGE_FORM_FIELDS),
        // The form has one field for all of it, because it is too large for fields of its own.
        parts: { type: 'object', properties: parts },
      }),
    ],
  };
}

function definitionSpec(index: number): JsonObject {
  return {
    group: GROUP,
    scope: 'Namespaced',
    names: {
      kind: `Bench${index}`,
      listKind: `Bench${index}List`,
      plural: `bench${index}s`,
      singular: `bench${index}`,
    },
    versions: [versionOf(fieldsOf(FIELDS))],
  };
}

function fieldsOf(count: number): JsonObject {
  return Object.fromEntries(
    Array.from({ length: count }, (_, field) => [
      `field${field}`,
      {
        type: 'string',
        description: `What field ${field} of the thing is for, in a sentence.`,
        maxLength: 100,
      },
    ]),
  );
}

function versionOf(properties: JsonObject): JsonObject {
  return {
    name: 'v1',
    served: true,
    storage: true,
    schema: {
      openAPIV3Schema: {
        type: 'object',
        properties: {
          spec: { type: 'object', properties },
          status: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      },
    },
  };
}

import { JsonObject } from '../kubernetes/objects';
import {
  deriveCrd,
  hasApi,
  PromiseApiError,
  requestTypeOf,
} from './crdDerivation';
import { KratixPromise } from './kratixObjects';

function promise(spec: JsonObject): KratixPromise {
  return {
    apiVersion: 'platform.kratix.io/v1alpha1',
    kind: 'Promise',
    metadata: { name: 'db' },
    spec: {
      api: {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'dbs.example.com', labels: { team: 'data' } },
        spec: {
          group: 'example.com',
          names: { kind: 'Db', plural: 'dbs', singular: 'db' },
          scope: 'Namespaced',
          ...spec,
        },
      },
    },
  };
}

const specSchema = {
  type: 'object',
  properties: { size: { type: 'string' } },
  oneOf: [{ required: ['size'] }],
  'x-kubernetes-validations': [{ rule: 'has(self.size)', message: 'size' }],
};

function version(name: string, more: JsonObject = {}): JsonObject {
  return {
    name,
    served: true,
    schema: {
      openAPIV3Schema: {
        type: 'object',
        properties: {
          metadata: { type: 'object', description: 'written by the author' },
          spec: specSchema,
          status: { type: 'object', properties: { mine: { type: 'string' } } },
        },
      },
    },
    ...more,
  };
}

describe('deriveCrd', () => {
  const { metadata, spec } = deriveCrd(
    promise({
      versions: [version('v1alpha1'), version('v1', { storage: true })],
    }),
  );
  const [old, storage] = spec.versions;
  const properties = (of: JsonObject) =>
    (
      (of.schema as JsonObject).openAPIV3Schema as {
        properties: Record<string, JsonObject>;
      }
    ).properties;

  it('adds the label of the Promise to those of the author', () => {
    expect(metadata).toEqual({
      name: 'dbs.example.com',
      labels: { team: 'data', 'kratix.io/promise-name': 'db' },
    });
  });

  it('keeps the schema of the spec', () => {
    expect(properties(storage).spec).toEqual(specSchema);
    expect(properties(old).spec).toEqual(specSchema);
  });

  it('replaces the status of every version', () => {
    for (const each of [old, storage]) {
      expect(each.subresources).toEqual({ status: {} });
      expect(properties(each).status).toHaveProperty(
        'x-kubernetes-preserve-unknown-fields',
        true,
      );
      expect(properties(each).status).not.toHaveProperty('properties.mine');
    }
  });

  it('limits the length of metadata.name in the storage version only', () => {
    expect(properties(storage).metadata).toEqual({
      type: 'object',
      description: 'written by the author',
      properties: { name: { type: 'string', maxLength: 63 } },
    });
    expect(properties(old).metadata).not.toHaveProperty('properties');
  });

  it.each([
    [
      'of the author',
      [{ name: 'Size', type: 'string', jsonPath: '.spec.size' }],
    ],
    ['of Kratix if there are none', []],
  ])('shows the columns %s', (_whose, columns) => {
    const crd = deriveCrd(
      promise({
        versions: [version('v1', { additionalPrinterColumns: columns })],
      }),
    );

    const shown = crd.spec.versions[0].additionalPrinterColumns as JsonObject[];
    expect(shown.map(({ name }) => name)).toEqual(
      columns.length ? ['Size'] : ['message', 'status'],
    );
  });
});

it('accepts the keys of printer columns in any case, as Go does', () => {
  const columns = [{ Name: 'Size', TYPE: 'string', JSONPath: '.spec.size' }];
  const crd = deriveCrd(
    promise({
      versions: [version('v1', { additionalPrinterColumns: columns })],
    }),
  );

  expect(crd.spec.versions[0].additionalPrinterColumns).toEqual([
    { name: 'Size', type: 'string', jsonPath: '.spec.size' },
  ]);
});

describe('requestTypeOf', () => {
  it('uses the storage version, or the first version if none is marked', () => {
    const versions = [version('v1alpha1'), version('v1', { storage: true })];

    expect(requestTypeOf(promise({ versions })).version).toBe('v1');
    expect(requestTypeOf(promise({ versions: [version('v2')] })).version).toBe(
      'v2',
    );
  });

  it.each([
    ['no versions', {}],
    ['no names', { versions: [version('v1')], names: undefined }],
    ['no group', { versions: [version('v1')], group: undefined }],
  ])('rejects an API with %s', (_what, spec) => {
    expect(() => requestTypeOf(promise(spec))).toThrow(PromiseApiError);
  });
});

describe('hasApi', () => {
  it.each([undefined, null, {}])('treats %p as no API', api => {
    const { metadata, ...rest } = promise({});
    expect(hasApi({ ...rest, metadata, spec: { api } })).toBe(false);
    expect(hasApi({ ...rest, metadata, spec: undefined })).toBe(false);
  });
});

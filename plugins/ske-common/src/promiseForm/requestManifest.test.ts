import type { JsonObject } from '@backstage/types';
import { parse } from 'yaml';
import { createPromiseTemplate } from './createPromiseTemplate';
import { readPromiseApi } from './readPromiseApi';
import { createRequestManifest } from './requestManifest';

const promise = {
  metadata: { name: `${'a'.repeat(62)}-b` },
  spec: {
    api: {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      spec: {
        group: 'demo.example.com',
        scope: 'Namespaced',
        names: { kind: 'Thing', plural: 'things' },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: {
                  spec: {
                    type: 'object',
                    properties: { size: { type: 'integer' } },
                  },
                },
              },
            },
          },
        ],
      },
    },
  },
};
const api = readPromiseApi(promise)!;

describe('createRequestManifest', () => {
  it('writes the same manifest as the Template of the Promise', () => {
    const values: JsonObject = {
      objname: 'one',
      objnamespace: 'team-a',
      spec: { size: 3, note: '0644: "x"' },
    };
    const { template } = createPromiseTemplate({ promise });
    const { manifest } = template!.spec.steps[0].input as { manifest: string };
    const filled = manifest.replace(
      /\$\{\{ parameters\.(\w+) \| dump \}\}/g,
      (_, name) => JSON.stringify(values[name]),
    );

    expect(
      createRequestManifest({
        promise,
        api,
        name: 'one',
        namespace: 'team-a',
        spec: values.spec,
      }),
    ).toEqual(parse(filled));
  });

  it('keeps the other parts of a manifest that the form does not show', () => {
    const base = {
      apiVersion: 'old/v1',
      kind: 'Old',
      metadata: { name: 'old', namespace: 'old', annotations: { note: 'x' } },
      spec: { size: 1 },
      extra: true,
    };

    expect(
      createRequestManifest({
        promise,
        api,
        name: 'one',
        namespace: 'team-a',
        spec: { size: 2 },
        base,
      }),
    ).toEqual({
      apiVersion: 'demo.example.com/v1',
      kind: 'Thing',
      metadata: {
        name: 'one',
        namespace: 'team-a',
        annotations: { note: 'x' },
      },
      spec: { size: 2 },
      extra: true,
    });
  });

  it.each([
    [{ type: 'object' }, undefined],
    [{ type: 'object', properties: { spec: { type: 'object' } } }, {}],
    [{ type: 'object', 'x-kubernetes-preserve-unknown-fields': true }, {}],
  ])(
    'leaves out the spec if the API %j has none, because the portal writes no field that the cluster drops',
    (schema, expected) => {
      const own = structuredClone(promise);
      const [version] = own.spec.api.spec.versions;
      version.schema.openAPIV3Schema = schema as never;
      const manifest = createRequestManifest({
        promise: own,
        api: readPromiseApi(own)!,
        name: 'one',
        spec: {},
      });
      const { template } = createPromiseTemplate({ promise: own });
      const { input } = template!.spec.steps[0] as { input: JsonObject };

      expect(manifest.spec).toEqual(expected);
      expect(String(input.manifest).includes('spec:')).toBe(
        expected !== undefined,
      );
    },
  );

  it('leaves the namespace out of a cluster-scoped request', () => {
    const manifest = createRequestManifest({
      promise,
      api: { ...api, scope: 'Cluster' },
      name: 'one',
      namespace: 'team-a',
    });

    expect(manifest.metadata).not.toHaveProperty('namespace');
    expect(manifest.spec).toEqual({});
  });
});

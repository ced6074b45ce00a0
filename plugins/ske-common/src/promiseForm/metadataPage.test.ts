/**
 * @jest-environment node
 */
import type { JsonObject } from '@backstage/types';
import { createPromiseTemplate } from './createPromiseTemplate';
import { FormChecker } from './__testUtils__/FormChecker';
import { crdWith } from './__testUtils__/promiseWith';

describe('createMetadataPage', () => {
  it('G5: describes on the first page the rules for the name and the rules for the whole object', () => {
    const crd = crdWith({ type: 'object' });
    const { versions } = crd.spec as { versions: JsonObject[] };
    versions[0].schema = {
      openAPIV3Schema: {
        type: 'object',
        properties: {
          metadata: {
            type: 'object',
            properties: {
              name: { type: 'string', pattern: '^db-', minLength: 5 },
            },
          },
        },
        'x-kubernetes-validations': [
          { rule: 'self.metadata.name != "db-test"', message: 'no tests' },
        ],
      },
    };
    const { template } = createPromiseTemplate({
      promise: { metadata: { name: 'thing' }, spec: { api: crd } },
    });
    const [page] = template!.spec.parameters;
    expect(page.description).toBe('Checked by the cluster: no tests');
    const form = new FormChecker(template!);
    expect(form.problems({}, 'db-shop')).toEqual([]);
    expect(form.problems({}, 'shop-1').join()).toContain('must match ^db-');
    expect(form.problems({}, 'DB-shop').join()).toContain('lowercase');
    expect(form.problems({}, 'db-1')).not.toEqual([]);
  });

  it('G5: leaves a rule over the presence of fields of the spec to the page of these fields', () => {
    const crd = crdWith(
      {
        type: 'object',
        properties: { a: { type: 'string' }, b: { type: 'string' } },
      },
      {
        root: {
          'x-kubernetes-validations': [
            { rule: 'has(self.spec.a) != has(self.spec.b)' },
          ],
        },
      },
    );
    const { template } = createPromiseTemplate({
      promise: { metadata: { name: 'thing' }, spec: { api: crd } },
    });
    expect(template!.spec.parameters[0].description).toBeUndefined();
    const form = new FormChecker(template!);
    expect(form.problems({ a: '' })).toEqual([]);
    expect(form.problems({}).join()).toContain('Choose exactly one: A or B.');
  });
});

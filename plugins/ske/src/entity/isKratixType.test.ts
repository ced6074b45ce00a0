import type { Entity } from '@backstage/catalog-model';
import { isKratixType } from './isKratixType';

function entity(annotated?: string, specType?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'one',
      ...(annotated !== undefined && {
        annotations: { 'kratix.io/type': annotated },
      }),
    },
    ...(specType !== undefined && { spec: { type: specType } }),
  };
}

describe('F1: isKratixType', () => {
  it.each([
    ['promise', undefined, true, false],
    ['resource', undefined, false, true],
    ['promise', 'kratix-resource', true, false],
    ['resource', 'kratix-promise', false, true],
    [undefined, 'kratix-promise', true, false],
    [undefined, 'kratix-resource', false, true],
    ['', 'kratix-promise', true, false],
    ['', 'kratix-resource', false, true],
    ['Promise', 'kratix-promise', false, false],
    ['something', 'kratix-promise', false, false],
    ['something', 'kratix-resource', false, false],
    [undefined, 'promise', false, false],
    [undefined, 'service', false, false],
    [undefined, undefined, false, false],
  ])(
    'reads the annotation %p and the type %p',
    (annotated, specType, promise, resource) => {
      const one = entity(annotated, specType);
      expect(isKratixType('promise')(one)).toBe(promise);
      expect(isKratixType('resource')(one)).toBe(resource);
    },
  );
});

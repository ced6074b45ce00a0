import type { JsonValue } from '@backstage/types';
import type { Manifest } from '../../manifests';
import { isUntouchedSince } from './isUntouchedSince';

describe('isUntouchedSince', () => {
  const managedFields: JsonValue = [
    {
      manager: 'portal',
      operation: 'Update',
      time: '2026-11-24T10:00:00Z',
      fieldsV1: { 'f:spec': { 'f:size': {} } },
    },
  ];
  const isUntouched = (now: JsonValue | undefined) => {
    const manifest: Manifest = {
      ref: { apiVersion: 'v1', kind: 'Service', name: 'a' },
      labels: { team: 'mine' },
      annotations: {},
      preconditions: { resourceVersion: '1' },
      madeFrom: { managedFields },
      content: {},
      notices: [],
    };
    return isUntouchedSince({
      manifest,
      live: {
        metadata: {
          labels: { team: 'theirs' },
          ...(now !== undefined && { managedFields: now }),
        },
      },
      patch: { metadata: { labels: { team: 'mine' } } },
    });
  };

  it('treats a field as untouched if no field manager has written it since the manifest was made', () => {
    expect(isUntouched(managedFields)).toBe(true);
  });

  it.each([
    ['no managedFields', undefined],
    ['empty managedFields', []],
    ['managedFields that are not valid', [7]],
  ])('returns false if the live object has %s', (_, now) => {
    expect(isUntouched(now)).toBe(false);
  });
});

import type { JsonObject } from '@backstage/types';
import type { KubernetesObject } from '../../live';
import { readVersions } from './readVersions';

const object = (
  kind: string,
  spec: JsonObject,
  status: JsonObject,
): KubernetesObject => ({
  apiVersion: 'platform.kratix.io/v1alpha1',
  kind,
  metadata: { name: kind, uid: kind },
  spec,
  status,
});
const request = (status: JsonObject) => object('Upgrade', {}, status);
const binding = (version: string, lastAppliedVersion: string) =>
  object('ResourceBinding', { version }, { lastAppliedVersion });
const revisions = [
  object('PromiseRevision', { version: 'v1' }, {}),
  object('PromiseRevision', { version: 'v2' }, { latest: true }),
];

describe('readVersions', () => {
  it('returns the version to which a pinned request can be upgraded', () => {
    expect(readVersions(request({}), binding('v1', 'v1'), revisions)).toEqual({
      applied: 'v1',
      followsLatest: false,
      available: 'v2',
      all: ['v1', 'v2'],
    });
  });

  it('has nothing to upgrade for a request that follows the latest version', () => {
    expect(
      readVersions(request({}), binding('latest', 'v1'), revisions),
    ).toMatchObject({ applied: 'v1', followsLatest: true });
    expect(
      readVersions(request({}), binding('latest', 'v1'), revisions).available,
    ).toBeUndefined();
  });

  it('has nothing to upgrade while an upgrade to the latest version is in progress', () => {
    expect(
      readVersions(request({}), binding('v2', 'v1'), revisions).available,
    ).toBeUndefined();
  });

  it('reads the status of the request if the binding is not visible', () => {
    expect(
      readVersions(
        request({ promiseVersion: 'v1', resourceBindingVersion: 'latest' }),
        undefined,
        [],
      ),
    ).toEqual({ applied: 'v1', followsLatest: true, all: [] });
  });

  it('returns no version if Kratix writes not-set', () => {
    expect(
      readVersions(
        request({ promiseVersion: 'not-set' }),
        binding('latest', 'not-set'),
        [object('PromiseRevision', { version: 'not-set' }, { latest: true })],
      ),
    ).toEqual({ followsLatest: true, all: [] });
  });
});

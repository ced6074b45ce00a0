import type { JsonObject } from '@backstage/types';
import type { KubernetesObject } from '../../live';
import { listHealthRecords } from './listHealthRecords';

const entry = (name: string, state: string): JsonObject => ({
  state,
  lastRun: 1795650929,
  source: { name, namespace: 'default' },
});
const request = (...records: JsonObject[]): KubernetesObject => ({
  apiVersion: 'demo.example.com/v1',
  kind: 'Redis',
  metadata: { name: 'example', namespace: 'default', uid: '1' },
  status: { healthStatus: { state: 'unhealthy', healthRecords: records } },
});
const record = (name: string, promise: string): KubernetesObject => ({
  apiVersion: 'platform.kratix.io/v1alpha1',
  kind: 'HealthRecord',
  metadata: { name, namespace: 'default', uid: name },
  data: { promiseRef: { name: promise }, state: 'healthy' },
});

describe('listHealthRecords', () => {
  it('lists the worst record first', () => {
    const shown = listHealthRecords(
      request(entry('a', 'healthy'), entry('b', 'unhealthy')),
      'redis',
      [],
    );
    expect(shown.map(({ name, health }) => `${name} ${health.state}`)).toEqual([
      'b unhealthy',
      'a healthy',
    ]);
    expect(shown[0].health.checkedAt).toBe('2026-11-25T23:55:29.000Z');
  });

  it('marks the record of a request that has the same name but another Promise, because Kratix counts it too', () => {
    const object = request(entry('a', 'healthy'), entry('b', 'unhealthy'));
    const records = [record('a', 'redis'), record('b', 'postgres')];
    expect(
      listHealthRecords(object, 'redis', records).map(
        ({ name, otherPromise }) => [name, otherPromise],
      ),
    ).toEqual([
      ['b', 'postgres'],
      ['a', undefined],
    ]);
    expect(
      listHealthRecords(object, undefined, records)[0].otherPromise,
    ).toBeUndefined();
  });

  it('lists nothing when Kratix has removed the records', () => {
    const object = request();
    object.status = { healthStatus: { state: 'ready', healthRecords: null } };
    expect(listHealthRecords(object, 'redis', [])).toEqual([]);
  });
});

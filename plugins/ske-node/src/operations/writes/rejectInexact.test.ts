import type { JsonObject } from '@backstage/types';
import { manifest, ref, TestOperations } from '../__testUtils__/TestOperations';
import { rejectInexact } from './rejectInexact';

describe('rejectInexact', () => {
  it.each<JsonObject>([
    { spec: { n: 2 ** 53 - 1, list: [1.5, -(2 ** 53) + 1], gone: null } },
    { spec: { n: 1.5e300 / 1e300, text: '9007199254740993' } },
  ])('accepts %j', patch => {
    expect(() => rejectInexact(patch, ref)).not.toThrow();
  });

  it.each<[JsonObject, string]>([
    [{ spec: { a: { n: 2 ** 53 } } }, 'spec.a.n'],
    [{ spec: { rows: [{ id: 'a' }, { n: -(2 ** 53) }] } }, 'spec.rows'],
  ])('W21: rejects %j and names %s', (patch, field) => {
    expect(() => rejectInexact(patch, ref)).toThrow(
      `has a whole number beyond 2^53 in ${field}, which the portal would write with other digits`,
    );
  });

  it('W21: does not allow an update to round a number of another field manager', async () => {
    const operations = await TestOperations.start();
    const item = { 'k:{"id":"a"}': { '.': {}, 'f:id': {}, 'f:n': {} } };
    const spec = { size: 1, rows: [{ id: 'a', n: 2 ** 53 }] };
    operations.put(spec, {
      metadata: {
        managedFields: [
          { manager: 'operator', fieldsV1: { 'f:spec': { 'f:rows': item } } },
        ],
      },
    });
    await expect(
      operations.configure(manifest({ size: 1, rows: [{ id: 'b' }] })),
    ).rejects.toMatchObject({ code: 'invalid-input' });
    // A list that the update does not write stays as it is.
    await operations.configure(manifest({ size: 2 }));
    expect(operations.live()?.spec).toEqual({ ...spec, size: 2 });
    await operations.stop();
  });
});

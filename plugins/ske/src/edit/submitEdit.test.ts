import type { JsonObject } from '@backstage/types';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import fc from 'fast-check';
import { mergeValues } from '../changes';
import type { KubernetesObject } from '../live';
import { toEditable, toEditableText, toEditManifest } from './editable';
import { readEdit } from './readEdit';
import { submitEdit } from './submitEdit';

const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};

const database = (
  version: number,
  spec: JsonObject = { size: 'small' },
): KubernetesObject => ({
  apiVersion: ref.apiVersion,
  kind: ref.kind,
  metadata: {
    name: ref.name,
    namespace: ref.namespace,
    uid: 'uid-1',
    resourceVersion: `${version}`,
    finalizers: ['kratix.io/work-cleanup'],
  },
  spec,
  status: { at: version },
});

const conflict = new SkeError({ code: 'conflict', message: 'It has changed.' });
const lost = new SkeError({ code: 'timeout', message: 'No answer.' });

/** Responds to each write with the next error, and then with success. Each read returns the next object. */
function fakeApi(errors: SkeError[], reads: KubernetesObject[]) {
  const sent: { metadata: JsonObject; dryRun: boolean }[] = [];
  return {
    sent,
    configureResource: async (input: {
      manifest: string;
      dryRun?: boolean;
    }) => {
      const { metadata } = JSON.parse(input.manifest);
      sent.push({ metadata, dryRun: input.dryRun === true });
      const error = errors.shift();
      if (error) {
        throw error;
      }
      return { operation: 'updated' } as never;
    },
    getResource: async () => {
      const object = reads.length > 1 ? reads.shift() : reads[0];
      if (!object) {
        throw lost;
      }
      return { manifest: object as unknown as JsonObject };
    },
  };
}

const base = database(1);
const mine = toEditable(database(1, { size: 'large' }));
const submit = (api: ReturnType<typeof fakeApi>, dryRun = false) =>
  submitEdit(api, { ref, base, mine, dryRun });

describe('submitEdit', () => {
  it('sends uid and resourceVersion of the object that the edit began with', async () => {
    const api = fakeApi([], []);
    expect(await submit(api)).toMatchObject({ type: 'done' });
    expect(api.sent).toEqual([
      {
        dryRun: false,
        metadata: {
          name: 'orders',
          namespace: 'team-a',
          uid: 'uid-1',
          resourceVersion: '1',
        },
      },
    ]);
  });

  it('sends the edit again when only the status has changed, at most three times', async () => {
    const api = fakeApi([conflict, conflict], [database(2), database(3)]);
    expect(await submit(api)).toMatchObject({ type: 'done' });
    expect(api.sent.map(({ metadata }) => metadata.resourceVersion)).toEqual([
      '1',
      '2',
      '3',
    ]);
    const busy = fakeApi(Array(9).fill(conflict), [database(2)]);
    expect(await submit(busy)).toMatchObject({ type: 'conflict' });
    expect(busy.sent).toHaveLength(4);
  });

  it('reports a conflict when the spec has changed, or when another object has the name', async () => {
    const changed = fakeApi([conflict], [database(2, { size: 'huge' })]);
    expect(await submit(changed)).toMatchObject({
      type: 'conflict',
      live: { spec: { size: 'huge' } },
    });
    const other = database(2);
    other.metadata.uid = 'uid-2';
    expect(await submit(fakeApi([conflict], [other]))).toMatchObject({
      type: 'conflict',
    });
  });

  it.each([
    ['done', [database(2, { size: 'large' })]],
    ['not-done', [database(2)]],
    ['unclear', [database(2, { size: 'huge' })]],
    ['unclear', []],
  ])(
    'reads the object and does not send the edit again when no response arrives: %s',
    async (type, reads) => {
      const api = fakeApi([lost], reads);
      expect(await submit(api)).toMatchObject({ type });
      expect(api.sent).toHaveLength(1);
    },
  );

  it('returns an error if a dry run gets no response, because a dry run writes nothing', async () => {
    expect(await submit(fakeApi([lost], [base]), true)).toMatchObject({
      type: 'rejected',
    });
  });
});

describe('the YAML of an edit', () => {
  const specs = fc.dictionary(
    fc.constantFrom('a', 'on', '1', 'x.y/z', 'Null'),
    fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom('yes', '0644', '~', '22:30:00', '1_000', '- a', '# a'),
      fc.array(fc.string(), { maxLength: 3 }),
      fc.dictionary(fc.string(), fc.string()),
    ),
  ) as fc.Arbitrary<JsonObject>;

  it('parses to the object that it was written from', () => {
    fc.assert(
      fc.property(specs, spec => {
        const editable = toEditable(database(1, spec));
        expect(readEdit(toEditableText(editable))).toEqual(editable);
      }),
    );
  });

  it('contains the spec of the live object unchanged, even after a merge without changes', () => {
    fc.assert(
      fc.property(specs, spec => {
        const live = database(1, spec);
        const value = toEditable(live);
        const { merged } = mergeValues({
          base: value,
          live: value,
          mine: readEdit(toEditableText(value)),
        });
        const sent = JSON.parse(
          toEditManifest(merged as JsonObject, live.metadata),
        );
        expect(sent.spec).toEqual(JSON.parse(JSON.stringify(spec)));
        expect(sent.status).toBeUndefined();
      }),
    );
  });
});

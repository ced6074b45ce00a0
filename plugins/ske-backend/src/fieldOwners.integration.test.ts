import { useQueues } from './__testUtils__/useQueues';

jest.setTimeout(300_000);

const anything = { 'x-kubernetes-preserve-unknown-fields': true };

interface Case {
  title: string;
  /** The user's first spec. */
  first: object;
  /** A merge patch of the spec by another field manager. */
  others: object;
  /** The user's next spec. */
  next: object;
  /** The spec after `kubectl apply`, after `kubectl apply --server-side --force-conflicts`, and after the portal's update. */
  apply: object;
  serverSide: object;
  portal: object;
}

const CASES: Case[] = [
  {
    title: 'a field that only another manager wrote',
    first: { size: 'small' },
    others: { resourceRef: { name: 'db-1' } },
    next: { size: 'large' },
    apply: { size: 'large', resourceRef: { name: 'db-1' } },
    serverSide: { size: 'large', resourceRef: { name: 'db-1' } },
    portal: { size: 'large', resourceRef: { name: 'db-1' } },
  },
  {
    title: 'a field that the user removed',
    first: { size: 'small', note: 'x' },
    others: {},
    next: { size: 'small' },
    apply: { size: 'small' },
    serverSide: { size: 'small' },
    portal: { size: 'small' },
  },
  {
    title: 'a mapping from which the user removed a part',
    first: { extra: { a: 1, b: 2 } },
    others: { extra: { c: 3 } },
    next: { extra: { a: 1 } },
    apply: { extra: { a: 1, c: 3 } },
    serverSide: { extra: { a: 1, c: 3 } },
    portal: { extra: { a: 1, c: 3 } },
  },
  {
    title: 'a mapping that the user removed as a whole',
    first: { size: 'small', extra: { a: 1 } },
    others: { extra: { c: 3 } },
    next: { size: 'small' },
    // kubectl removes the whole mapping, including the fields that the other manager wrote.
    apply: { size: 'small' },
    serverSide: { size: 'small' },
    portal: { size: 'small', extra: { c: 3 } },
  },
  {
    title: 'a field of the user that another manager changed',
    first: { size: 'small' },
    others: { size: 'medium' },
    next: { size: 'large' },
    apply: { size: 'large' },
    serverSide: { size: 'large' },
    portal: { size: 'large' },
  },
  {
    title:
      'a field that another manager changed and that the user then removed',
    first: { size: 'small', note: 'x' },
    others: { note: 'theirs' },
    next: { size: 'small' },
    apply: { size: 'small' },
    serverSide: { size: 'small', note: 'theirs' },
    portal: { size: 'small', note: 'theirs' },
  },
  {
    title: 'a plain list',
    first: { tags: ['a', 'b'] },
    others: { tags: ['a', 'b', 'c'] },
    next: { tags: ['b'] },
    apply: { tags: ['b'] },
    serverSide: { tags: ['b'] },
    portal: { tags: ['b'] },
  },
  {
    title: 'a list whose items have a key',
    first: { ports: [{ name: 'web', port: 80 }] },
    others: {
      ports: [
        { name: 'web', port: 80, protocol: 'TCP' },
        { name: 'admin', port: 81 },
      ],
    },
    next: { ports: [{ name: 'web', port: 8080 }] },
    // In a custom resource, kubectl apply replaces each list as a whole.
    apply: { ports: [{ name: 'web', port: 8080 }] },
    serverSide: {
      ports: [
        { name: 'web', port: 8080, protocol: 'TCP' },
        { name: 'admin', port: 81 },
      ],
    },
    portal: {
      ports: [
        { name: 'web', port: 8080, protocol: 'TCP' },
        { name: 'admin', port: 81 },
      ],
    },
  },
  {
    title:
      'a set from which the user removed a text that the API server escapes',
    first: { urls: ['https://a/?x=1&y=<2>', 'https://b'] },
    others: {},
    next: { urls: ['https://b'] },
    apply: { urls: ['https://b'] },
    serverSide: { urls: ['https://b'] },
    portal: { urls: ['https://b'] },
  },
  {
    title: 'an item without a part of its key that has a default in the CRD',
    first: { refs: [{ name: 'a' }] },
    others: { refs: [{ name: 'a', kind: 'Service', id: 7 }] },
    next: { size: 'large', refs: [{ name: 'a' }] },
    apply: { size: 'large', refs: [{ name: 'a', kind: 'Service' }] },
    serverSide: {
      size: 'large',
      refs: [{ name: 'a', kind: 'Service', id: 7 }],
    },
    portal: { size: 'large', refs: [{ name: 'a', kind: 'Service', id: 7 }] },
  },
  {
    title: 'an empty mapping that another manager filled',
    first: { extra: {} },
    others: { extra: { c: 3 } },
    next: { extra: {} },
    apply: { extra: { c: 3 } },
    serverSide: { extra: { c: 3 } },
    portal: { extra: { c: 3 } },
  },
];

describe('S34: field owners on a real API server', () => {
  const queues = useQueues({
    prefix: 'owners',
    spec: {
      ...anything,
      properties: {
        size: { type: 'string' },
        note: { type: 'string' },
        tier: { type: 'string', default: 's' },
        free: { type: 'string', nullable: true },
        tags: { type: 'array', items: { type: 'string' } },
        urls: {
          type: 'array',
          'x-kubernetes-list-type': 'set',
          items: { type: 'string' },
        },
        refs: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name', 'kind'],
          items: {
            type: 'object',
            required: ['name'],
            properties: {
              name: { type: 'string' },
              kind: { type: 'string', default: 'Service' },
              id: { type: 'integer' },
            },
          },
        },
        steps: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          items: {
            type: 'object',
            required: ['name'],
            properties: {
              name: { type: 'string' },
              id: { type: 'integer' },
              tier: { type: 'string', default: 's' },
              free: { type: 'string', nullable: true },
            },
          },
        },
        ports: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          items: {
            type: 'object',
            required: ['name'],
            properties: {
              name: { type: 'string' },
              port: { type: 'integer' },
              protocol: { type: 'string' },
            },
          },
        },
      },
    },
  });
  const { group, kubectl, namespace, queue, refTo, tokens } = queues;

  const specOf = async (name: string) => {
    const { tier: _tier, ...spec } = JSON.parse(
      await kubectl([
        'get',
        `queues.${group}`,
        name,
        '-n',
        namespace,
        '-ojson',
      ]),
    ).spec;
    return spec;
  };

  const patchAs = (manager: string, name: string, spec: object) =>
    kubectl([
      ...['patch', `queues.${group}`, name, '-n', namespace, '--type=merge'],
      ...[`--field-manager=${manager}`, '-p', JSON.stringify({ spec })],
    ]);

  const portal = (name: string, spec: object, metadata = {}, more = {}) =>
    queues.configure(tokens['user-admin'], queue(name, spec, metadata), more);

  it.each(CASES.map((one, index) => ({ ...one, index })))(
    'ends as expected for $title',
    async ({ index, first, others, next, apply, serverSide, portal: ours }) => {
      const ways = {
        apply: (name: string, spec: object) =>
          kubectl(['apply', '-f', '-'], JSON.stringify(queue(name, spec))),
        serverside: (name: string, spec: object) =>
          kubectl(
            ['apply', '--server-side', '--force-conflicts', '-f', '-'],
            JSON.stringify(queue(name, spec)),
          ),
        portal: async (name: string, spec: object) => {
          const { status, body } = await portal(name, spec);
          expect({ status, error: body.error }).toEqual({ status: 200 });
        },
      };
      const results: Record<string, object> = {};
      for (const [way, write] of Object.entries(ways)) {
        const name = `${way}-${index}`;
        await write(name, first);
        if (Object.keys(others).length > 0) {
          await patchAs('controller', name, others);
        }
        await write(name, next);
        results[way] = await specOf(name);
      }
      expect(results).toEqual({ apply, serverside: serverSide, portal: ours });
    },
  );

  it('keeps fields of other managers and names them; with metadata.resourceVersion it removes these fields, and a dry run lists each removal', async () => {
    await portal('explicit', { size: 'small' });
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`k${index}`, index]),
    );
    await patchAs('controller', 'explicit', { resourceRef: many });
    const kept = await portal('explicit', { size: 'large' });
    expect(kept.body.notices).toEqual([
      expect.stringMatching(/^Kept spec\.resourceRef \(controller\)/),
    ]);
    const { body } = await queues.read(tokens['user-admin'], refTo('explicit'));
    const { resourceVersion } = body.manifest.metadata;
    const spec = { size: 'large', resourceRef: {} };
    const planned = await portal(
      'explicit',
      spec,
      { resourceVersion },
      { dryRun: true },
    );
    expect(planned.body.changes).toHaveLength(60);
    await portal('explicit', spec, { resourceVersion });
    expect(await specOf('explicit')).toEqual(spec);
  });

  it.each([
    ['kubectl apply', ['apply', '-f', '-']],
    ['kubectl replace', ['replace', '-f', '-']],
  ])(
    'like %s, an update with metadata.resourceVersion removes the labels and annotations that the manifest does not have',
    async (_, command) => {
      const name = `names-${command[0]}`;
      const other = `kubectl-${command[0]}`;
      const kratix = { 'kratix.io/example': 'x' };
      const before = {
        labels: { mine: 'a', gone: 'b', ...kratix },
        annotations: { note: 'x' },
      };
      const after = { labels: { mine: 'a' } };
      await portal(name, { size: 'small' }, before);
      await kubectl(
        ['apply', '-f', '-'],
        JSON.stringify(queue(other, { size: 'small' }, before)),
      );
      const metadataOf = async (one: string) => {
        const { body } = await queues.read(tokens['user-admin'], refTo(one));
        return body.manifest.metadata;
      };
      const labelled = [`queues.${group}`, name, 'theirs=c', '-n', namespace];
      await kubectl(['label', '--field-manager=kubectl-label', ...labelled]);
      const { resourceVersion } = await metadataOf(name);
      const updated = await portal(
        name,
        { size: 'small' },
        { ...after, resourceVersion },
      );
      expect(updated.body).toMatchObject({
        operation: 'updated',
        notices: expect.arrayContaining([
          expect.stringMatching(
            /^Kept metadata\.labels\[kratix\.io\/example\]/,
          ),
        ]),
      });
      await kubectl(
        command,
        JSON.stringify(queue(other, { size: 'small' }, after)),
      );
      const ours = await metadataOf(name);
      const theirs = await metadataOf(other);
      expect(ours.labels).toEqual({ ...theirs.labels, ...kratix });
      expect(theirs.labels).toEqual({ mine: 'a' });
      expect(ours.annotations).not.toHaveProperty('note');
      expect(theirs.annotations ?? {}).not.toHaveProperty('note');
      expect(ours.annotations).toHaveProperty([
        'kratix-portal.io/requested-by',
      ]);
    },
  );

  it('says which value a field has after the manifest has set it to null', async () => {
    await portal('nulls', { size: 'small', note: 'x', free: 'x' });
    const { body } = await portal('nulls', {
      size: 'small',
      note: null,
      tier: null,
      free: null,
    });
    expect(body.notices).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^spec\.note was submitted as null/),
        'spec.tier was submitted as null, and the cluster set it to "s".',
      ]),
    );
  });

  it('names kept items, removed items and nulls of lists', async () => {
    await portal('lists', { steps: [{ name: 'a' }, { name: 'b' }] });
    await patchAs('controller', 'lists', {
      steps: [{ name: 'a', id: 7 }, { name: 'b' }, { name: 'c' }],
    });
    const { body } = await portal('lists', {
      steps: [{ name: 'a', tier: null, free: null }],
    });
    expect(body.changes).toEqual([
      { field: 'spec.steps', change: 'changed' },
      { field: 'spec.steps[1]', change: 'removed' },
    ]);
    expect(body.notices).toEqual([
      expect.stringMatching(
        /^Kept spec\.steps\[0\]\.id \(controller\), spec\.steps\[2\] \(controller\): /,
      ),
      'spec.steps[0].tier was submitted as null, and the cluster set it to "s".',
      // The API server leaves the nulls out of a list that a merge patch replaces.
      'spec.steps[0].free was submitted as null, and the object does not have this field now.',
    ]);
  });
});

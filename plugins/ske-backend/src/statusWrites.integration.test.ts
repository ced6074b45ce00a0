import { kindDefinition } from './__testUtils__/kindDefinition';
import { untilServed } from './__testUtils__/untilServed';
import { useQueues } from './__testUtils__/useQueues';
import { whileStatusIsWritten } from './__testUtils__/whileStatusIsWritten';

jest.setTimeout(300_000);

describe('S34: a change of the status alone is not a conflict', () => {
  const queues = useQueues({
    prefix: 'statuses',
    spec: { 'x-kubernetes-preserve-unknown-fields': true },
  });
  const { group, kubectl, namespace, queue, refTo, platform, tokens } = queues;
  const admin = () => tokens['user-admin'];

  const pathOf = (name: string, kind = 'queues') =>
    `/apis/${group}/v1/namespaces/${namespace}/${kind}/${name}`;

  const stored = async (kind: string, name: string) =>
    JSON.parse(await kubectl(['get', kind, name, '-n', namespace, '-ojson']));

  const writeStatus = (name: string) =>
    kubectl([
      ...['patch', `queues.${group}`, name, '-n', namespace],
      ...['--subresource=status', '--type=merge'],
      ...['-p', JSON.stringify({ status: { at: `${Math.random()}` } })],
    ]);

  describe('while the status is written all the time', () => {
    it('in a kind with a generation', async () => {
      // Each write changes a label, adds one and removes one.
      const labelsOf = (count: number) => ({
        version: `v${count}`,
        [`only-${count}`]: 'a',
      });
      const write = async (count: number) => {
        const labels = labelsOf(count);
        const object = queue('busy', { size: `v${count}` }, { labels });
        return (await queues.configure(admin(), object)).status;
      };
      expect(await write(-1)).toBe(200);
      const statuses = await whileStatusIsWritten({
        platform,
        path: `${pathOf('busy')}/status`,
        times: 50,
        write,
      });
      expect(new Set(statuses)).toEqual(new Set([200]));
      const { metadata, spec } = await stored(`queues.${group}`, 'busy');
      expect(spec).toEqual({ size: `v${statuses.length - 1}` });
      expect(metadata.labels).toEqual(labelsOf(statuses.length - 1));
    });

    it('in a kind without a generation', async () => {
      const service = (count: number) => ({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: {
          name: 'busy',
          namespace,
        },
        spec: {
          type: 'LoadBalancer',
          selector: { app: `v${count}` },
          ports: [{ port: 80 }],
        },
      });
      const write = async (count: number) =>
        (await queues.configure(admin(), service(count))).status;
      expect(await write(-1)).toBe(200);
      const statuses = await whileStatusIsWritten({
        platform,
        path: `/api/v1/namespaces/${namespace}/services/busy/status`,
        status: count => ({
          loadBalancer: { ingress: [{ hostname: `h${count}.example.com` }] },
        }),
        times: 20,
        write,
      });
      expect(new Set(statuses)).toEqual(new Set([200]));
      const { spec } = await stored('services', 'busy');
      expect(spec.selector.app).toBe(`v${statuses.length - 1}`);
    });

    it('in a kind whose generation rises with its status', async () => {
      const definition: any = kindDefinition({
        group,
        kind: 'Plain',
        plural: 'plains',
      });
      delete definition.spec.versions[0].subresources;
      await kubectl(['apply', '-f', '-'], definition);
      await untilServed({
        backend: queues.backend,
        token: admin(),
        kind: { apiVersion: `${group}/v1`, kind: 'Plain', namespace },
      });
      const write = async (count: number) => {
        // The API server escapes some of these characters, and JSON.stringify does not.
        const text = `<v${count}> & "ä\u2028\n\b\f\t\u007f/\\`;
        const object = queue('busy', { text, ratio: 1e-7 });
        return (await queues.configure(admin(), { ...object, kind: 'Plain' }))
          .status;
      };
      expect(await write(-1)).toBe(200);
      const statuses = await whileStatusIsWritten({
        platform,
        path: pathOf('busy', 'plains'),
        times: 20,
        write,
      });
      expect(new Set(statuses)).toEqual(new Set([200]));
      const { spec, status } = await stored(`plains.${group}`, 'busy');
      expect(spec.text).toContain(`<v${statuses.length - 1}>`);
      expect(status).toEqual({ value: expect.any(Number) });
    });
  });

  it('keeps a label that another client adds at the same time as the status', async () => {
    const add = async (count: number) => {
      const name = `labels-${count}`;
      await queues.configure(admin(), queue(name, {}));
      const [ours] = await Promise.all([
        queues.configure(admin(), queue(name, {}, { labels: { ours: 'a' } })),
        kubectl([
          ...['patch', `queues.${group}`, name, '-n', namespace],
          ...['--type=merge', '-p', '{"metadata":{"labels":{"theirs":"b"}}}'],
        ]),
      ]);
      expect(ours.status).toBe(200);
      const { metadata } = await stored(`queues.${group}`, name);
      expect(metadata.labels).toEqual({ ours: 'a', theirs: 'b' });
    };
    for (let count = 0; count < 5; count += 1) {
      await add(count);
    }
  });

  describe('after a manifest with metadata.resourceVersion was read', () => {
    let mayNotList = '';

    beforeAll(async () => {
      const account = 'no-list';
      const into = ['-n', namespace];
      await kubectl(['create', 'serviceaccount', account, ...into]);
      await kubectl([
        ...['create', 'role', account, ...into],
        ...['--verb=get,patch', `--resource=queues.${group}`],
      ]);
      await kubectl([
        ...['create', 'rolebinding', account, ...into],
        ...[`--role=${account}`, `--serviceaccount=${namespace}:${account}`],
      ]);
      const token = await kubectl(['create', 'token', account, ...into]);
      mayNotList = await queues.signIn('user-admin', token.trim());
    });

    /** Creates an object whose status is written in a later second, and reads its manifest. */
    const create = async (name: string) => {
      await queues.configure(
        admin(),
        queue(name, { size: 'small' }, { labels: { team: 'a' } }),
      );
      for (;;) {
        await writeStatus(name);
        const { body } = await queues.read(admin(), refTo(name));
        const times = body.manifest.metadata.managedFields.map(
          ({ time }: { time: string }) => time,
        );
        if (new Set(times).size > 1) {
          return body.manifest;
        }
      }
    };
    const without = (manifest: any, ...keys: string[]) => ({
      ...manifest,
      metadata: Object.fromEntries(
        Object.entries(manifest.metadata).filter(
          ([key]) => !keys.includes(key),
        ),
      ),
    });
    const resized = (manifest: object) => ({
      ...manifest,
      spec: { size: 'large' },
    });

    it('if the object can be read at that resourceVersion', async () => {
      const manifest = await create('readable');
      await writeStatus('readable');
      const { resourceVersion } = manifest.metadata;
      const stale = (size: string) =>
        queues.configure(
          admin(),
          queue(
            'readable',
            { size },
            { resourceVersion, labels: { team: 'a' } },
          ),
        );
      expect((await stale('large')).status).toBe(200);
      expect((await stale('x')).status).toBe(409);
    });

    it.each<[string, (manifest: any) => object]>([
      ['as it was read', manifest => manifest],
      [
        'without managedFields, as kubectl prints it',
        manifest => without(manifest, 'managedFields'),
      ],
      [
        'without a generation',
        manifest => without(manifest, 'generation', 'uid'),
      ],
    ])(
      'if the object cannot be read at that resourceVersion and the manifest is %s',
      async (title, change) => {
        const name = `gone-${title.length}`;
        const manifest = await create(name);
        await writeStatus(name);
        const first = await queues.configure(
          mayNotList,
          resized(change(manifest)),
        );
        expect(first.body).toMatchObject({ operation: 'updated' });
        await kubectl([
          ...['patch', `queues.${group}`, name, '-n', namespace],
          ...['--type=merge', '-p', '{"spec":{"size":"theirs"}}'],
        ]);
        const second = await queues.configure(
          mayNotList,
          resized(change(manifest)),
        );
        expect(second.status).toBe(409);
        expect((await stored(`queues.${group}`, name)).spec.size).toBe(
          'theirs',
        );
      },
    );

    it('if the object cannot be read at that resourceVersion and a label is changed', async () => {
      const manifest = await create('labelled');
      await writeStatus('labelled');
      const labelled = (labels: object) =>
        queues.configure(mayNotList, {
          ...manifest,
          metadata: { ...manifest.metadata, labels },
        });
      expect((await labelled({ team: 'b' })).status).toBe(200);
      expect((await labelled({ team: 'c' })).status).toBe(409);
    });

    it('but throws a conflict if another client wrote a label, although the generation is the same', async () => {
      const manifest = await create('theirs');
      await kubectl([
        ...['label', `queues.${group}`, 'theirs', '-n', namespace],
        ...['--field-manager=theirs', 'team=theirs', '--overwrite'],
      ]);
      const { status } = await queues.configure(mayNotList, resized(manifest));
      expect(status).toBe(409);
      const printed = without(manifest, 'managedFields');
      expect(
        (await queues.configure(mayNotList, resized(printed))).status,
      ).toBe(409);
    });

    it('but throws a conflict for a new object with the same name and generation', async () => {
      const manifest = await create('again');
      await queues.remove(admin(), refTo('again'));
      await create('again');
      const printed = without(manifest, 'managedFields', 'uid');
      expect(
        (await queues.configure(mayNotList, resized(printed))).status,
      ).toBe(409);
    });
  });
});

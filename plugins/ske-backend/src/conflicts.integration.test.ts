import { useOwnedQueues } from './__testUtils__/ownedQueues';

jest.setTimeout(120_000);

describe('S34: conflicts on a real API server', () => {
  const queues = useOwnedQueues({ prefix: 'conflicts' });
  const {
    configureAsAdmin,
    group,
    kubectl,
    namespace,
    ownedQueue,
    readQueue,
    roundTrips,
  } = queues;

  it('lists in a conflict the fields that other writers changed, with writer and time, and accepts a retry with the metadata.resourceVersion of the conflict', async () => {
    await configureAsAdmin(
      ownedQueue('shared', { size: 1, note: 'mine', password: 'a' }),
    );
    const loaded = await readQueue('shared');
    const patch = (manager: string, spec: object) =>
      kubectl([
        ...[
          'patch',
          `queues.${group}`,
          'shared',
          '-n',
          namespace,
          '--type=merge',
        ],
        ...[`--field-manager=${manager}`, '-p', JSON.stringify({ spec })],
      ]);
    await patch('team-b-tool', { size: 3, password: 'b' });
    await patch('team-c-tool', { note: null });
    const edited = {
      ...loaded,
      spec: { ...loaded.spec, size: 2 },
    };
    const sent = await roundTrips('shared', async () => {
      const { status, body } = await configureAsAdmin(edited);
      expect(status).toBe(409);
      expect(body.error.code).toBe('conflict');
      expect(body.error.causes).toEqual([
        expect.objectContaining({
          field: 'metadata.resourceVersion',
          reason: 'ResourceVersionChanged',
          submitted: JSON.stringify(loaded.metadata.resourceVersion),
        }),
        expect.objectContaining({
          field: 'spec.note',
          base: '"mine"',
          submitted: '"mine"',
          message:
            'spec.note was removed ("mine") since the manifest was made.',
        }),
        {
          field: 'spec.password',
          reason: 'FieldChanged',
          message: expect.stringMatching(
            /^spec\.password was changed since the manifest was made; it was written by team-b-tool/,
          ),
          managers: [expect.objectContaining({ name: 'team-b-tool' })],
        },
        {
          field: 'spec.size',
          reason: 'FieldChanged',
          base: '1',
          live: '3',
          submitted: '2',
          message: expect.stringMatching(
            /^spec\.size was 1 when the manifest was made, and is 3 now; it was written by team-b-tool \(Update\) at \d{4}-/,
          ),
          managers: [
            {
              name: 'team-b-tool',
              operation: 'Update',
              time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
            },
          ],
        },
      ]);
      expect(body.error.detail).toMatch(
        /team-b-tool \(Update\) at \S+ wrote spec\.password, spec\.size\./,
      );
      expect(body.error.detail.length).toBeLessThanOrEqual(1024);
      // The retry must have the `metadata.resourceVersion` that the conflict shows.
      const version = JSON.parse(body.error.causes[0].live);
      edited.metadata = { ...edited.metadata, resourceVersion: version };
    });
    // The portal reads the live object, and then the object at the `metadata.resourceVersion` of the manifest.
    expect(sent).toEqual(['get', 'list']);
    const confirmed = await configureAsAdmin(edited);
    expect(confirmed.body.operation).toBe('updated');
    expect((await readQueue('shared')).spec).toMatchObject({
      size: 2,
      note: 'mine',
      password: 'a',
    });
  });

  it('writes a manifest with an old metadata.resourceVersion if only the status has changed since then', async () => {
    await configureAsAdmin(ownedQueue('moved', { size: 1 }));
    const loaded = await readQueue('moved');
    await kubectl([
      ...['patch', `queues.${group}`, 'moved', '-n', namespace, '--type=merge'],
      ...['--subresource=status', '--field-manager=kratix'],
      ...['-p', '{"status":{"message":"Ready"}}'],
    ]);
    const { status, body } = await configureAsAdmin({
      ...loaded,
      spec: { ...loaded.spec, size: 2 },
    });
    expect(status).toBe(200);
    expect(body.operation).toBe('updated');
  });

  it('recognises an object that was deleted and created again, even if the manifest has no uid', async () => {
    await configureAsAdmin(ownedQueue('again', { size: 1 }));
    const { metadata, ...loaded } = await readQueue('again');
    await kubectl(['delete', `queues.${group}`, 'again', '-n', namespace]);
    await configureAsAdmin(ownedQueue('again', { size: 3 }));
    const { name, resourceVersion } = metadata;
    const { status, body } = await configureAsAdmin({
      ...loaded,
      metadata: { name, namespace, resourceVersion },
      spec: { size: 2 },
    });
    expect(status).toBe(409);
    expect(body.error.message).toContain(
      'is not the object that the manifest was made from',
    );
    expect((await readQueue('again')).spec).toMatchObject({ size: 3 });
  });
});

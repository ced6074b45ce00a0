import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { useTemporaryFolder } from '../testing/temporaryFolder';
import { choosePorts, type ChosenPorts } from './choosePorts';

describe('choosePorts', () => {
  const held: Array<ChosenPorts<string>> = [];
  const servers: Server[] = [];

  afterEach(async () => {
    await Promise.all(held.splice(0).map(ports => ports.release()));
    await Promise.all(
      servers.splice(0).map(server => {
        server.close();
        return once(server, 'close');
      }),
    );
  });

  const folder = useTemporaryFolder();

  const choose = async (names: string[], file = 'ports.json') => {
    const rememberIn = join(folder.path, file);
    const chosen = await choosePorts({ names, rememberIn });
    held.push(chosen);
    return chosen;
  };

  const listenOn = async (port: number) => {
    const server = createServer();
    servers.push(server);
    server.listen({ port, host: '127.0.0.1' });
    await once(server, 'listening');
  };

  it('chooses ports that are free and outside the range of outgoing connections', async () => {
    const { ports } = await choose(['etcd', 'apiServer']);

    expect(new Set(Object.values(ports)).size).toBe(2);
    for (const port of Object.values(ports)) {
      expect(port).toBeLessThan(32_768);
      await listenOn(port);
    }
  });

  it('chooses the same ports again', async () => {
    const first = await choose(['etcd', 'apiServer']);
    await first.release();
    const second = await choose(['etcd', 'apiServer']);

    expect(second.ports).toEqual(first.ports);
    expect(
      JSON.parse(await readFile(join(folder.path, 'ports.json'), 'utf8')),
    ).toEqual(first.ports);
  });

  it('replaces a remembered port that is in use, and keeps the others', async () => {
    const first = await choose(['etcd', 'apiServer']);
    await first.release();
    await listenOn(first.ports.etcd);
    const second = await choose(['etcd', 'apiServer']);

    expect(second.ports.etcd).not.toBe(first.ports.etcd);
    expect(second.ports.apiServer).toBe(first.ports.apiServer);
  });

  it('does not choose a claimed port on which no server listens yet', async () => {
    const first = await choose(['etcd']);
    await writeFile(
      join(folder.path, 'other.json'),
      JSON.stringify(first.ports),
    );
    const second = await choose(['etcd'], 'other.json');

    expect(second.ports.etcd).not.toBe(first.ports.etcd);
  });

  it.each(['', '{"a": 20', 'null', '[]'])(
    'ignores a file that contains %j',
    async text => {
      await writeFile(join(folder.path, 'ports.json'), text);
      const { ports } = await choose(['a']);

      expect(ports.a).toBeGreaterThan(0);
      expect(
        JSON.parse(await readFile(join(folder.path, 'ports.json'), 'utf8')),
      ).toEqual(ports);
    },
  );

  it('ignores remembered values that are not ports', async () => {
    await writeFile(
      join(folder.path, 'ports.json'),
      '{"etcd":"22","apiServer":-1,"login":70000}',
    );
    const { ports } = await choose(['etcd', 'apiServer', 'login']);

    expect(Object.values(ports).every(port => port >= 20_000)).toBe(true);
  });
});

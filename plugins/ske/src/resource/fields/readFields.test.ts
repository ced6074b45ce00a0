import { readFields, readOutputs, type Field } from './readFields';

/** One line for each value: its path, title and what is special about it. */
function print(outputs: readonly Field[]): string[] {
  return outputs.flatMap(output =>
    output.type === 'group'
      ? [`${output.path} (${output.title})`, ...print(output.items)]
      : [
          [
            output.path,
            `${output.title}:`,
            output.text,
            output.href && 'LINK',
            output.isSecret && 'SECRET',
          ]
            .filter(Boolean)
            .join(' '),
        ],
  );
}

describe('readOutputs', () => {
  it('leaves out what Kratix writes and lists connection details first', () => {
    expect(
      print(
        readOutputs({
          conditions: [],
          kratix: {},
          message: 'deployed',
          observedGeneration: 1,
          replicas: 1,
          connectionDetails: { host: 'rfs-example.default.svc', port: 6379 },
        }),
      ),
    ).toEqual([
      'connectionDetails (Connection details)',
      'connectionDetails.host Host: rfs-example.default.svc',
      'connectionDetails.port Port: 6379',
      'replicas Replicas: 1',
    ]);
  });

  it.each([undefined, {}, { message: 'Pending' }, { empty: {}, none: null }])(
    'reads nothing from %j',
    status => {
      expect(readOutputs(status)).toEqual([]);
    },
  );

  it('marks what looks like a secret, and keeps references to secrets readable', () => {
    expect(
      print(
        readOutputs({
          credentials: { user: 'app', secretName: 'orders-db' },
          adminPassword: 'x',
          tokenUrl: 'https://idp.example.com/token',
          dsn: 'postgres://app:hunter2@db/orders',
        }),
      ),
    ).toEqual([
      'tokenUrl Token URL: https://idp.example.com/token LINK',
      'credentials (Credentials)',
      'credentials.user User: app SECRET',
      'credentials.secretName Secret name: orders-db',
      'adminPassword Admin password: x SECRET',
      'dsn Dsn: postgres://app:hunter2@db/orders SECRET',
    ]);
  });

  it('makes links only for http and https', () => {
    expect(
      print(
        readOutputs({
          a: 'https://grafana.example.com/d/1',
          // eslint-disable-next-line no-script-url
          b: 'javascript:alert(1)',
          c: 'data:text/html,x',
          d: 'https://user:pass@example.com',
          e: 'https://example.com two words',
          f: 'ftp://example.com',
        }),
      ),
    ).toEqual([
      'a A: https://grafana.example.com/d/1 LINK',
      'b B: javascript:alert(1)',
      'c C: data:text/html,x',
      'd D: https://user:pass@example.com SECRET',
      'e E: https://example.com two words',
      'f F: ftp://example.com',
    ]);
  });

  it('reads links with a title, lists and nested objects', () => {
    expect(
      print(
        readOutputs({
          links: [{ title: 'Dashboard', url: 'https://example.com/d' }],
          zones: ['a', 'b'],
          endpoints: ['https://a.example.com'],
          nodes: [{ name: 'n1', ready: true }],
        }),
      ),
    ).toEqual([
      'links (Links)',
      'links.0 Dashboard: https://example.com/d LINK',
      'endpoints (Endpoints)',
      'endpoints.0 1: https://a.example.com LINK',
      'zones Zones: a, b',
      'nodes (Nodes)',
      'nodes.0 (1)',
      'nodes.0.name Name: n1',
      'nodes.0.ready Ready: true',
    ]);
  });

  it('shows values that are nested too deeply as JSON', () => {
    const deep = { a: { b: { c: { d: { e: { f: 1 } } } } } };
    expect(print(readOutputs(deep))).toContain('a.b.c.d.e E: {"f":1}');
  });
});

describe('readFields', () => {
  it('takes the titles from the schema, if the schema has titles', () => {
    const titleOf = (path: readonly string[]) =>
      path.join('.') === 'storage.sizeGiB' ? 'Size of the disk' : undefined;
    expect(
      print(readFields({ storage: { sizeGiB: 5 }, dbName: 'orders' }, titleOf)),
    ).toEqual([
      'storage (Storage)',
      'storage.sizeGiB Size of the disk: 5',
      'dbName DB name: orders',
    ]);
  });
});

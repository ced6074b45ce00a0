import { resolve } from 'node:path';
import { loadConfigSchema, type ConfigSchema } from '@backstage/config-loader';
import type { JsonObject } from '@backstage/types';

function configWith(kratix: JsonObject) {
  return {
    context: 'app-config.yaml',
    data: {
      app: { baseUrl: 'http://localhost:3000' },
      backend: {
        baseUrl: 'http://localhost:7007',
        listen: ':7007',
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
      catalog: { providers: { kratix } },
      ske: { pendingRequests: { refreshSeconds: 5 } },
    },
  };
}

describe('config.d.ts', () => {
  let schema: ConfigSchema;

  // Validates like `backstage-cli config:check --strict`, with the schemas of all packages on which this package depends.
  beforeAll(async () => {
    schema = await loadConfigSchema({
      dependencies: [],
      packagePaths: [resolve(__dirname, '../package.json')],
      noUndeclaredProperties: true,
    });
  }, 60_000);

  it('declares every key that is read', () => {
    expect(
      schema.process([
        configWith({
          platform: {
            cluster: 'kratix-platform',
            serviceAccountToken: 'x',
            ingest: {
              promises: true,
              resources: true,
              namespaces: ['a'],
              promiseSelector: 'a=b',
              resourceSelector: 'a=b',
            },
            naming: { namespace: 'default' },
            owner: {
              annotations: ['a'],
              labels: ['b'],
              namespaces: { a: 'b' },
              default: 'c',
            },
            system: {
              annotations: ['a'],
              labels: ['b'],
              namespaces: { a: 'b' },
              default: 'c',
            },
            template: {
              requestNamespace: 'a',
              hideNamespace: true,
              singleSpecPage: true,
              namespaceFieldTitle: 'a',
              namespaceFieldDescription: 'a',
              lifecycle: 'a',
              tags: ['a'],
            },
            refresh: { minutes: 5 },
          },
          other: { kubeconfig: { file: 'a', context: 'b' }, refresh: '1h' },
        }),
      ]),
    ).toHaveLength(1);
  });

  it.each<[JsonObject, RegExp]>([
    [{ a: { cluster: ['x'] } }, /kratix\/a\/cluster/],
    [{ a: { ingest: { promises: 'perhaps' } } }, /ingest\/promises/],
    [{ a: { owner: { namespaces: { a: [1] } } } }, /owner\/namespaces/],
    [{ a: { kubeconfig: {} } }, /required property 'file'/],
    [{ a: { namespaces: ['x'] } }, /namespaces/],
  ])('rejects %j', (kratix, message) => {
    expect(() => schema.process([configWith(kratix)])).toThrow(message);
  });

  it('hides tokens and the paths of token files from the browser', () => {
    const kratix = {
      a: {
        serviceAccountToken: 'the-token',
        serviceAccountTokenFile: 'the-file',
        kubeconfig: { file: 'the-kubeconfig' },
      },
    };
    const [{ data }] = schema.process([configWith(kratix)], {
      visibility: ['frontend'],
    });
    expect(JSON.stringify(data)).not.toMatch(
      /the-token|the-file|the-kubeconfig/,
    );
  });
});

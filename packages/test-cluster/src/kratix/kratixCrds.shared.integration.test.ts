import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { until } from '../process/until';
import { useTestPlatform } from '../testing/useTestPlatform';
import { installCrds } from './installKratix';
import {
  JsonObject,
  KratixCrd,
  kratixCrds,
  KubernetesApi,
  KubernetesApiError,
  KubernetesObject,
  ResourceType,
  resourceTypes,
  sharedKratixFolder,
} from '@kratix-portal/kratix-stand-in';
import { arbitraryFor } from './__testUtils__/arbitraryFor';

/** The group of the real kinds: a server cannot serve two CRDs for one kind. */
const realGroup = 'real.platform.kratix.io';

describe("our CRDs compared with Kratix's", () => {
  const platform = useTestPlatform({ kratix: 'none' });
  let api: KubernetesApi;
  const reals = new Map<string, KratixCrd>();

  beforeAll(async () => {
    const { kubeconfigs } = platform.current.endpoints;
    api = await KubernetesApi.fromKubeconfig(kubeconfigs.admin, 'test');
    await installCrds(api);
    const type = resourceTypes.customResourceDefinition;
    for (const { spec } of kratixCrds) {
      const real = await readRealCrd(spec.names.plural);
      reals.set(spec.names.kind, real);
      const { names, ...rest } = structuredClone(real.spec);
      await api.ensure(type, {
        ...real,
        metadata: { name: `${names.plural}.${realGroup}` },
        spec: { ...rest, names, group: realGroup },
      });
    }
    await Promise.all(
      kratixCrds.map(({ spec }) =>
        until(`the API of ${spec.names.kind}`, () =>
          api.list(realType(spec)).catch(() => undefined),
        ),
      ),
    );
  }, 60_000);

  afterAll(() => api?.close());

  async function readRealCrd(plural: string): Promise<KratixCrd> {
    const file = `platform.kratix.io_${plural}.yaml`;
    const folder = sharedKratixFolder('crds');
    return parse(await readFile(join(folder, file), 'utf8')) as KratixCrd;
  }

  function ourType({ group, names, scope }: KratixCrd['spec']): ResourceType {
    const { kind, plural } = names;
    const namespaced = scope === 'Namespaced';
    return { group, version: 'v1alpha1', kind, plural, namespaced };
  }

  function realType(spec: KratixCrd['spec']): ResourceType {
    return { ...ourType(spec), group: realGroup };
  }

  it.each(kratixCrds.map(crd => [crd.spec.names.kind, crd] as const))(
    '%s: scope, names, columns, subresources and selectable fields',
    (kind, { spec: { versions, ...ours } }) => {
      const { versions: realVersions, ...real } = reals.get(kind)!.spec;
      const facts = (of: KratixCrd['spec']['versions']) =>
        of.map(({ additionalPrinterColumns, schema: _schema, ...version }) => ({
          ...version,
          columns: additionalPrinterColumns.map(
            ({ description: _description, ...column }) => column,
          ),
        }));

      expect(ours).toEqual(real);
      expect(facts(versions)).toEqual(facts(realVersions));
    },
  );

  /** The API server ignores the status in a create request, so it is written afterwards. */
  async function write(type: ResourceType, object: KubernetesObject) {
    const { name, labels, annotations } = object.metadata;
    const sent = {
      ...object,
      apiVersion: `${type.group}/${type.version}`,
      metadata: {
        name,
        labels,
        annotations,
        ...(type.namespaced ? { namespace: 'default' } : {}),
      },
    };
    try {
      const created = await api.create<KubernetesObject>(type, sent);
      const { status } = object as KubernetesObject & { status?: JsonObject };
      const written = status
        ? await api.patch<KubernetesObject>(
            type,
            created.metadata,
            { status },
            'status',
          )
        : created;
      return { content: contentOf(written) };
    } catch (error) {
      if (!(error instanceof KubernetesApiError)) {
        throw error;
      }
      return { rejected: error.code };
    } finally {
      await api.delete(type, sent.metadata);
    }
  }

  function contentOf(object: KubernetesObject): JsonObject {
    const { apiVersion: _a, metadata: _m, ...content } = object;
    return content as unknown as JsonObject;
  }

  /** Writes the object as our kind and as the real one. Both must return the same. */
  async function expectSame(spec: KratixCrd['spec'], object: KubernetesObject) {
    const real = await write(realType(spec), object);
    const ours = await write(ourType(spec), object);
    expect(ours).toEqual(real);
    return real;
  }

  /** Files written by Go programs have `creationTimestamp: null`, which the API server drops from embedded objects. */
  function withoutEmptyTimes(spec: unknown): unknown {
    return JSON.parse(JSON.stringify(spec ?? null), (key, value) =>
      key === 'creationTimestamp' && value === null ? undefined : value,
    );
  }

  const promiseSpec = kratixCrds.find(
    ({ spec }) => spec.names.kind === 'Promise',
  )!.spec;

  it('accepts every real Promise and returns it unchanged', async () => {
    const folder = sharedKratixFolder('promises');
    const files = (await readdir(folder)).filter(file =>
      file.endsWith('.yaml'),
    );
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      const text = await readFile(join(folder, file), 'utf8');
      for (const document of parseAllDocuments(text)) {
        const promise = document.toJS() as KubernetesObject & {
          spec?: JsonObject;
          status?: JsonObject;
        };
        // app-stack has an empty status, which lacks required fields.
        const { status: _status, ...wanted } = promise;
        const result = await expectSame(promiseSpec, wanted);
        const spec = withoutEmptyTimes(result.content?.spec);
        expect({ file, content: spec }).toEqual({
          file,
          content: withoutEmptyTimes(wanted.spec),
        });
      }
    }
  }, 60_000);

  it('accepts every Kratix object of the recordings and returns it unchanged', async () => {
    const seen = new Set<string>();
    const folder = sharedKratixFolder('recordings');
    const files = (await readdir(folder)).filter(file =>
      file.endsWith('.jsonl'),
    );
    const kinds = new Map(kratixCrds.map(crd => [crd.spec.names.kind, crd]));
    const count = new Map<string, number>();
    for (const file of files) {
      const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
      for (const line of lines.filter(Boolean)) {
        const { object } = JSON.parse(line) as { object: KubernetesObject };
        const crd = kinds.get(object.kind);
        const content = JSON.stringify(contentOf(object));
        if (!crd || !object.apiVersion.startsWith('platform.kratix.io/')) {
          continue;
        }
        if (seen.has(content)) {
          continue;
        }
        seen.add(content);
        count.set(object.kind, (count.get(object.kind) ?? 0) + 1);
        const result = await expectSame(crd.spec, object);
        expect({ file, content: result.content }).toEqual({
          file,
          content: contentOf(object),
        });
      }
    }
    expect([...count.keys()].sort()).toEqual([...kinds.keys()].sort());
  }, 180_000);

  it.each(kratixCrds.map(crd => [crd.spec.names.kind, crd] as const))(
    '%s: accepts, rejects and prunes generated objects as Kratix does',
    async (kind, { spec }) => {
      const schema = reals.get(kind)!.spec.versions[0].schema.openAPIV3Schema;
      const {
        metadata: _m,
        apiVersion: _a,
        kind: _k,
        ...fields
      } = schema.properties!;
      const root = { ...schema, properties: fields };
      const arbitrary = fc.oneof(
        arbitraryFor(root, false),
        arbitraryFor(root, true),
      );
      let accepted = 0;
      await fc.assert(
        fc.asyncProperty(arbitrary, async content => {
          const object = {
            ...(content as JsonObject),
            apiVersion: '',
            kind,
            metadata: { name: 'generated' },
          };
          const result = await expectSame(spec, object);
          if (result.content) {
            accepted += 1;
          }
        }),
        { numRuns: 40, endOnFailure: true },
      );
      // Checks that not every generated object was rejected. Otherwise the test would prove nothing.
      expect(accepted).toBeGreaterThan(10);
    },
    120_000,
  );
});

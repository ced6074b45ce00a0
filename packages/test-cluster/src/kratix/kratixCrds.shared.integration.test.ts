import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { useTestPlatform } from '../testing/useTestPlatform';
import { installCrds } from './installKratix';
import {
  JsonObject,
  kratixCrds,
  KubernetesApi,
  RecordedObject,
  resourceTypes,
  sharedKratixFolder,
} from '@kratix-portal/kratix-stand-in';

/** `kratixCrds.shared.test.ts` compares the CRDs with the CRDs of Kratix. The tests in this file write objects that were made for Kratix. */
describe('our CRDs on an API server', () => {
  const platform = useTestPlatform({ kratix: 'none' });
  let api: KubernetesApi;

  beforeAll(async () => {
    const { kubeconfigs } = platform.current.endpoints;
    api = await KubernetesApi.fromKubeconfig(kubeconfigs.admin, 'test');
    await installCrds(api);
  }, 60_000);

  afterAll(() => api?.close());

  const kinds = kratixCrds.map(({ spec }) => spec.names.kind);
  const types = new Map(
    Object.values(resourceTypes)
      .filter(({ kind }) => kinds.includes(kind))
      .map(type => [type.kind, type]),
  );

  async function filesOf(part: 'promises' | 'recordings', ending: string) {
    const folder = sharedKratixFolder(part);
    const files = (await readdir(folder)).filter(file => file.endsWith(ending));
    return Promise.all(
      files.map(async file => ({
        file,
        text: await readFile(join(folder, file), 'utf8'),
      })),
    );
  }

  /** Returns an object as the API server stores it. The API server ignores the status in a create request, so the status is written afterwards. */
  async function write(object: RecordedObject): Promise<JsonObject> {
    const type = types.get(object.kind)!;
    const { name, labels, annotations } = object.metadata;
    const namespace = type.namespaced ? 'default' : undefined;
    const metadata = { name, namespace, labels, annotations };
    const created = await api.create(type, { ...object, metadata });
    const { status } = object;
    try {
      return contentOf(
        status
          ? await api.patch<RecordedObject>(
              type,
              metadata,
              { status },
              'status',
            )
          : created,
      );
    } finally {
      await api.delete(type, metadata);
    }
  }

  function contentOf(object: RecordedObject): JsonObject {
    const { apiVersion: _a, metadata: _m, ...content } = object;
    return content as unknown as JsonObject;
  }

  /** Files written by Go programs have `creationTimestamp: null`, which the API server drops from embedded objects. */
  function withoutEmptyTimes(spec: unknown): unknown {
    return JSON.parse(JSON.stringify(spec ?? null), (key, value) =>
      key === 'creationTimestamp' && value === null ? undefined : value,
    );
  }

  it('accepts every real Promise and returns it unchanged', async () => {
    const files = await filesOf('promises', '.yaml');
    expect(files.length).toBeGreaterThan(10);
    for (const { file, text } of files) {
      for (const document of parseAllDocuments(text)) {
        // app-stack has an empty status, which lacks required fields.
        const { status: _status, ...promise } = document.toJS();
        const { spec } = await write(promise);
        expect({ file, spec: withoutEmptyTimes(spec) }).toEqual({
          file,
          spec: withoutEmptyTimes(promise.spec),
        });
      }
    }
  }, 60_000);

  it('accepts every Kratix object of the recordings and returns it unchanged', async () => {
    const seen = new Set<string>();
    const seenKinds = new Set<string>();
    for (const { file, text } of await filesOf('recordings', '.jsonl')) {
      for (const line of text.split('\n').filter(Boolean)) {
        const { object } = JSON.parse(line) as { object: RecordedObject };
        const content = contentOf(object);
        const key = JSON.stringify(content);
        if (!kinds.includes(object.kind) || seen.has(key)) {
          continue;
        }
        seen.add(key);
        seenKinds.add(object.kind);
        expect({ file, content: await write(object) }).toEqual({
          file,
          content,
        });
      }
    }
    expect([...seenKinds].sort()).toEqual([...kinds].sort());
  }, 180_000);
});

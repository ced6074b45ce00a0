import type { JsonObject, JsonValue } from '@backstage/types';
import { ConfigureOptions, SkeError } from '@kratix-portal/plugin-ske-common';
import fc from 'fast-check';
import { metadataOf } from '../../manifests';
import {
  managedBy,
  manifest,
  path,
  ref,
  TestOperations,
} from '../__testUtils__/TestOperations';

const SECRET = 'hunter2';
const key = fc.constantFrom('a', 'b', 'size', 'kratix.io/x');
const spec = fc.dictionary(
  fc.oneof(key, fc.constant('password')),
  fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.dictionary(key, fc.oneof(fc.integer(), fc.boolean(), fc.constant(null))),
  ),
  { noNullPrototype: true },
) as fc.Arbitrary<JsonObject>;
const labels = fc.dictionary(key, fc.constantFrom('x', 'y'), {
  noNullPrototype: true,
});
const options: fc.Arbitrary<ConfigureOptions> = fc.record(
  {
    dryRun: fc.boolean(),
    onExisting: fc.constantFrom('update' as const, 'fail' as const),
  },
  { requiredKeys: [] },
);

/** Whether the portal accepts the manifest. The generators also make numbers and keys that the portal rejects. */
function isTaken(error: unknown): boolean {
  return !(SkeError.is(error) && error.code === 'invalid-input');
}

/** A merge patch does not distinguish null from absent. */
function withoutNulls(value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value)) {
    return value.map(item => withoutNulls(item) ?? null);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, content]) => content !== null)
      .map(([name, content]) => [name, withoutNulls(content)]),
  );
}

describe('S34: for generated objects and manifests', () => {
  let operations: TestOperations;

  beforeAll(async () => {
    operations = await TestOperations.start();
  });
  afterAll(() => operations.stop());

  it('writes the submitted spec, keeps fields of other field managers, and returns no secret', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ spec, labels }),
        fc.record({ spec, labels }),
        options,
        async (before, submitted, how) => {
          const live = operations.apiServer.put(path, {
            ...ref,
            metadata: {
              labels: { ...before.labels, 'kratix.io/promise-name': 'db' },
              managedFields: [
                managedBy('kratix-portal', {
                  spec: { ...before.spec, password: SECRET },
                }),
              ],
              finalizers: ['kratix.io/work-cleanup'],
            },
            spec: { ...before.spec, password: SECRET },
            status: { phase: 'Ready' },
          });
          const text = manifest(submitted.spec, { labels: submitted.labels });
          const outcome = await operations
            .configure(text, how)
            .catch((error: unknown) => error);
          const after = operations.apiServer.object(path) as JsonObject;
          expect(JSON.stringify(outcome)).not.toContain(SECRET);
          expect(metadataOf(after)).toMatchObject({
            labels: { 'kratix.io/promise-name': 'db' },
            finalizers: ['kratix.io/work-cleanup'],
          });
          expect(after.status).toEqual({ phase: 'Ready' });
          const isUntouched =
            how.dryRun || how.onExisting === 'fail' || !isTaken(outcome);
          expect(isUntouched ? after : live).toEqual(live);
          expect(withoutNulls(after.spec)).toEqual(
            // Compares with the JSON that was sent, which has no negative zero.
            withoutNulls(
              isUntouched
                ? live.spec
                : JSON.parse(JSON.stringify(submitted.spec)),
            ),
          );
          expect(metadataOf(after).labels).toEqual({
            ...before.labels,
            'kratix.io/promise-name': 'db',
            ...(!isUntouched && submitted.labels),
          });
          const again = isUntouched
            ? 'unchanged'
            : (await operations.configure(text, how)).operation;
          expect(again).toBe('unchanged');
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});

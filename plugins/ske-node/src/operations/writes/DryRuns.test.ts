import {
  manifest,
  rbacRefusal,
  status,
  TestOperations,
} from '../__testUtils__/TestOperations';

describe('dry runs', () => {
  let operations: TestOperations;

  beforeEach(async () => {
    operations = await TestOperations.start();
  });
  afterEach(() => operations.stop());

  describe('dryRun', () => {
    it('describes a create, without a uid', async () => {
      const result = await operations.configure(manifest({ size: 1 }), {
        dryRun: true,
      });
      expect(result).toMatchObject({
        operation: 'created',
        dryRun: true,
        changes: [{ field: 'spec.size', change: 'added', after: '1' }],
      });
      expect(result.uid).toBeUndefined();
      expect(result.resourceId).toBeUndefined();
      expect(operations.sent()).toEqual(['POST dry']);
      expect(operations.live()).toBeUndefined();
    });

    it('with unknownFields: fail rejects fields that the cluster would drop', async () => {
      operations.warn('unknown field "spec.seize"');
      const error = await operations.refusal(
        operations.configure(manifest({ seize: 1 }), {
          unknownFields: 'fail',
        }),
      );
      expect(error.code).toBe('invalid-input');
      expect(error.causes).toEqual([
        {
          field: 'spec.seize',
          message: 'spec.seize is not a field of Database.',
        },
      ]);
      expect(error.hint).toMatch(/reload the page and fill it in again/);
      // The writer reads the object after every rejected create.
      expect(operations.sent()).toEqual(['POST dry', 'GET']);
    });

    it('with unknownFields: fail passes on other warnings as notices', async () => {
      operations.warn('old version');
      const { notices } = await operations.configure(manifest({ size: 1 }), {
        unknownFields: 'fail',
      });
      expect(notices).toEqual(['old version']);
    });

    it('describes an update with the object that the cluster returns', async () => {
      const object = operations.put({ size: 1, tier: 's', password: 'before' });
      operations.respond(['PATCH dry'], 200, {
        ...object,
        spec: { size: 2, tier: 's', password: 'after', added: 'by a webhook' },
      });
      const result = await operations.configure(
        manifest({ size: 2, password: 'after' }),
        { dryRun: true },
      );
      expect(result).toMatchObject({
        operation: 'updated',
        dryRun: true,
        uid: 'uid-of-orders',
        changes: [
          { field: 'spec.size', change: 'changed', before: '1', after: '2' },
          { field: 'spec.password', change: 'changed' },
          { field: 'spec.added', change: 'added', after: '"by a webhook"' },
        ],
      });
      expect(JSON.stringify(result)).not.toMatch(/"after"[,}]|before'/);
      expect(result.kubectl).toMatch(/^kubectl edit databases/);
      expect(operations.sent()).toEqual(['POST dry', 'GET', 'PATCH dry']);
      expect(operations.live()?.spec).toEqual({
        size: 1,
        tier: 's',
        password: 'before',
      });
    });

    it('throws the same rejection as the write', async () => {
      operations.respond(['POST dry'], 403, rbacRefusal('create'));
      const error = await operations.refusal(
        operations.configure(manifest({}), { dryRun: true }),
      );
      expect(error.code).toBe('forbidden');
    });
  });

  it.each(['POST dry', 'PATCH dry'])(
    'reports after a failed %s that nothing was written',
    async label => {
      if (label === 'PATCH dry') {
        operations.put({ size: 1 });
      }
      operations.respond([label], 504, status('Timeout', 'too slow'));
      const error = await operations.refusal(
        operations.configure(manifest({ size: 2 })),
      );
      expect(error).toMatchObject({ code: 'timeout', hint: 'Try again.' });
    },
  );

  describe('when an admission webhook does not support dry runs', () => {
    const unsupported = status(
      'BadRequest',
      'admission webhook "mail.example.com" does not support dry run',
    );
    const notice = expect.stringMatching(
      /did not check this write in advance, because its admission webhook "mail\.example\.com"/,
    );

    beforeEach(() =>
      operations.respond(['POST dry', 'PATCH dry'], 400, unsupported),
    );

    it('creates without a dry run and adds a notice', async () => {
      const result = await operations.configure(manifest({ size: 1 }));
      expect(result).toMatchObject({ operation: 'created', notices: [notice] });
      expect(operations.sent()).toEqual(['POST dry', 'POST']);
    });

    it('updates without a dry run and adds a notice', async () => {
      operations.put({ size: 1 });
      const result = await operations.configure(manifest({ size: 2 }));
      expect(result).toMatchObject({ operation: 'updated', notices: [notice] });
      expect(operations.sent()).toEqual(['POST dry', 'POST', 'GET', 'PATCH']);
    });

    it('writes nothing with dryRun, and describes the result as far as it is known', async () => {
      const created = await operations.configure(manifest({ size: 1 }), {
        dryRun: true,
      });
      expect(created).toMatchObject({
        operation: 'created',
        notices: [notice],
      });
      operations.put({ size: 1 });
      const updated = await operations.configure(manifest({ size: 2 }), {
        dryRun: true,
      });
      expect(updated).toMatchObject({
        operation: 'updated',
        changes: [
          { field: 'spec.size', change: 'changed', before: '1', after: '2' },
        ],
        notices: [notice],
      });
      expect(operations.sent()).not.toContain('POST');
      expect(operations.sent()).not.toContain('PATCH');
    });

    it('treats any other 400 as a rejection, even if it quotes the same words', async () => {
      operations.respond(
        ['POST dry'],
        400,
        status('BadRequest', 'this form is wrong'),
      );
      const error = await operations.refusal(
        operations.configure(manifest({})),
      );
      expect(error.code).toBe('invalid-input');
      expect(operations.sent()).not.toContain('POST');
    });
  });
});

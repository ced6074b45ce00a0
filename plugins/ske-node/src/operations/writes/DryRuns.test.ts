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
    it('says what would be created, and gives no uid, since there is no object', async () => {
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
      expect(error.hint).toMatch(/open it anew/);
      // It is looked whether there is one to change, as after every refusal.
      expect(operations.sent()).toEqual(['POST dry', 'GET']);
    });

    it('with unknownFields: fail passes on other warnings as notices', async () => {
      operations.warn('old version');
      const { notices } = await operations.configure(manifest({ size: 1 }), {
        unknownFields: 'fail',
      });
      expect(notices).toEqual(['old version']);
    });

    it('says what would be changed, as the cluster would have it', async () => {
      const object = operations.put({ size: 1, tier: 's', password: 'before' });
      operations.answer(['PATCH dry'], 200, {
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

    it('tells a refusal as the write would', async () => {
      operations.answer(['POST dry'], 403, rbacRefusal('create'));
      const error = await operations.refusal(
        operations.configure(manifest({}), { dryRun: true }),
      );
      expect(error.code).toBe('forbidden');
    });
  });

  it.each(['POST dry', 'PATCH dry'])(
    'what fails in the %s leaves no doubt of what was written: nothing',
    async label => {
      if (label === 'PATCH dry') {
        operations.put({ size: 1 });
      }
      operations.answer([label], 504, status('Timeout', 'too slow'));
      const error = await operations.refusal(
        operations.configure(manifest({ size: 2 })),
      );
      expect(error).toMatchObject({ code: 'timeout', hint: 'Try again.' });
    },
  );

  describe('where an admission webhook does not support dry runs', () => {
    const unsupported = status(
      'BadRequest',
      'admission webhook "mail.example.com" does not support dry run',
    );
    const notice = expect.stringMatching(
      /could not check this before it is written: its admission webhook "mail\.example\.com"/,
    );

    beforeEach(() =>
      operations.answer(['POST dry', 'PATCH dry'], 400, unsupported),
    );

    it('the create goes without, and a notice says so', async () => {
      const result = await operations.configure(manifest({ size: 1 }));
      expect(result).toMatchObject({ operation: 'created', notices: [notice] });
      expect(operations.sent()).toEqual(['POST dry', 'POST']);
    });

    it('so does the update', async () => {
      operations.put({ size: 1 });
      const result = await operations.configure(manifest({ size: 2 }));
      expect(result).toMatchObject({ operation: 'updated', notices: [notice] });
      expect(operations.sent()).toEqual(['POST dry', 'POST', 'GET', 'PATCH']);
    });

    it('dryRun still writes nothing, and tells what it can', async () => {
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

    it('another 400 that only quotes these words is a refusal', async () => {
      operations.answer(
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

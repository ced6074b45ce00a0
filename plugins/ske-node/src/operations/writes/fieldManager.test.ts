import { manifest, TestOperations } from '../__testUtils__/TestOperations';

describe('the field manager of a write', () => {
  let operations: TestOperations;

  beforeEach(async () => {
    operations = await TestOperations.start();
  });
  afterEach(() => operations.stop());

  describe('fieldManager', () => {
    it('is sent with the dry run and the write', async () => {
      await operations.configure(manifest({ size: 1 }), {
        fieldManager: 'team-a/portal@2',
      });
      const queries = operations
        .recorded()
        .filter(({ method }) => method === 'POST')
        .map(request => new URL(request.path, 'http://localhost').searchParams);
      expect(queries.map(query => query.get('fieldManager'))).toEqual([
        'team-a/portal@2',
        'team-a/portal@2',
      ]);
    });

    it.each(['', ' ', 'a b', 'a&dryRun=', 'a\n', '-a', 'ä', 'a'.repeat(129)])(
      'rejects %j before anything is sent',
      async fieldManager => {
        const error = await operations.refusal(
          operations.configure(manifest({}), { fieldManager }),
        );
        expect(error.code).toBe('invalid-input');
        expect(error.causes?.[0].field).toBe('fieldManager');
        expect(operations.apiServer.requests).toEqual([]);
      },
    );
  });
});

import { DiagnosisFacts } from '../facts/DiagnosisFacts';
import type { DiagnosisProbes } from '../facts/DiagnosisProbes';
import { checkPermissions } from './checkPermissions';

const check = (groups: string[]) =>
  checkPermissions.run(
    new DiagnosisFacts({
      settings: { problems: [] },
      probes: {
        token: async () => ({ text: 'opaque' }),
        review: async () => ({ username: 'jane', groups }),
        access: async () => [false],
        rules: async () => ({ rules: [], isComplete: true }),
      } as Partial<DiagnosisProbes> as DiagnosisProbes,
    }),
  );

describe('checkPermissions', () => {
  it('quotes a group in a command', async () => {
    expect(await check(["a $(id) 'b'"])).toMatchObject({
      code: 'group-without-binding',
      remedy: expect.arrayContaining([
        expect.stringMatching(/ --group='a \$\(id\) '\\''b'\\'''$/),
      ]),
    });
  });

  it('names the first of many groups', async () => {
    const groups = Array.from({ length: 200 }, (_, index) => `g${index}`);

    expect(await check(groups)).toMatchObject({
      seen: expect.stringMatching(/ jane, g0, .*, g8 and 191 more, and no /),
    });
  });
});

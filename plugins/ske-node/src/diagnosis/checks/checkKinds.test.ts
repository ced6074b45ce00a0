import { DiagnosisFacts } from '../facts/DiagnosisFacts';
import type { DiagnosisProbes } from '../facts/DiagnosisProbes';
import { checkKinds } from './checkKinds';

const GROUP = 'demo.example.com';
const promises = Array.from({ length: 60 }, (_, index) => ({
  name: `promise-${index}`,
  api: { group: GROUP, plural: `kind${index}s`, kind: `Kind${index}` },
}));
const everything = { verbs: ['*'], apiGroups: [GROUP], resources: ['*'] };

async function seenWith(options: {
  rules: Awaited<ReturnType<DiagnosisProbes['rules']>>;
  hasMore?: boolean;
}) {
  const { rules, hasMore = false } = options;
  const facts = new DiagnosisFacts({
    settings: { problems: [] },
    probes: {
      access: async questions => questions.map(() => true),
      rules: async () => rules,
    } as Partial<DiagnosisProbes> as DiagnosisProbes,
  });
  const { status, seen } = await checkKinds(facts, { promises, hasMore });
  return `${status}: ${seen}`;
}

describe('checkKinds', () => {
  it('checks the first fifty Promises with access reviews, and the others with the rules of the user', async () => {
    expect(
      await seenWith({ rules: { rules: [everything], isComplete: true } }),
    ).toBe(
      'passed: The user may list and create the resources of 50 Promises, and in namespace default those of 10 more.',
    );
  });

  it('names each Promise and verb that no rule allows', async () => {
    const rules = [
      { ...everything, resources: ['kind50s'] },
      { ...everything, verbs: ['list'], resources: ['kind51s'] },
      { ...everything, resources: ['kind52s'], resourceNames: ['one'] },
    ];

    const seen = await seenWith({ rules: { rules, isComplete: true } });

    expect(seen).toContain(
      'warning: The user does not have these verbs for all namespaces: promise-51 (create kind51s.demo.example.com); promise-52 (list and create',
    );
    expect(seen).not.toContain('promise-50');
  });

  it('says how many Promises were not checked', async () => {
    const rules = [{ ...everything, resources: ['kind50s'] }];

    expect(await seenWith({ rules: { rules, isComplete: false } })).toBe(
      'passed: The user may list and create the resources of 50 Promises, and in namespace default those of 1 more. 9 Promises were left out, because the cluster cannot list all rules of the user.',
    );
    expect(
      await seenWith({
        rules: { problem: 'timeout', message: 'It took too long.' },
        hasMore: true,
      }),
    ).toBe(
      'passed: The user may list and create the resources of 50 Promises. 10 Promises were left out, because the cluster cannot list all rules of the user. The cluster has more Promises, which were not read.',
    );
  });
});

import { findMissing } from './findMissing';
import type { LogSection } from './sections';

const section = {} as LogSection;

describe('findMissing', () => {
  const log = (phase: 'following' | 'complete' | 'gone') => ({
    buffer: { removed: 10, total: 100 },
    state: { phase },
  });

  it('says that the container, the Pod or the attempt is gone', () => {
    expect(findMissing({ section: undefined, line: 3, log: undefined })).toBe(
      'section',
    );
  });

  it('says that the line was removed', () => {
    const found = findMissing({ section, line: 10, log: log('following') });
    expect(found).toBe('removed-line');
  });

  it.each(['complete', 'gone'] as const)(
    'says that the line does not exist if the log is %s',
    phase => {
      expect(findMissing({ section, line: 101, log: log(phase) })).toBe('line');
    },
  );

  it('reports nothing while the line can still arrive', () => {
    for (const line of [11, 100, 101]) {
      expect(
        findMissing({ section, line, log: log('following') }),
      ).toBeUndefined();
    }
    expect(findMissing({ section, line: 3, log: undefined })).toBeUndefined();
  });
});

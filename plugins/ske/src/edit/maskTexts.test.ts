import { looksSecret } from '@kratix-portal/plugin-ske-common';
import { maskTexts } from './maskTexts';

describe('maskTexts', () => {
  it('marks a secret that differs between two texts, and hides both values', () => {
    const { before, after, hidden } = maskTexts({
      before: 'spec:\n  token: one\n  password: same\n',
      after: 'spec:\n  token: two\n  password: same\n',
      isSecret: looksSecret,
      changed: 'changed',
    });

    expect(before).toBe('spec:\n  token: ••••••••\n  password: ••••••••\n');
    expect(after).toBe(
      'spec:\n  token: •••••••• (changed)\n  password: ••••••••\n',
    );
    expect(hidden).toBe(2);
  });
});

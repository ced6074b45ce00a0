import { SkeError } from '@kratix-portal/plugin-ske-common';
import { memberRetryDelay } from './memberRetryDelay';

function delays(options: {
  code: ConstructorParameters<typeof SkeError>[0]['code'];
  isKnown: boolean;
  random?: number;
}): number[] {
  const { code, isKnown, random = 1 } = options;
  const error = new SkeError({ code, message: 'No.' });
  return Array.from({ length: 10 }, (_, index) =>
    memberRetryDelay(
      { failures: index + 1, isKnown },
      { kind: 'refused', error, random },
    ),
  ).map(milliseconds => milliseconds / 1_000);
}

describe('memberRetryDelay', () => {
  it('retries soon if the kind was readable before, and doubles the delay up to five minutes', () => {
    expect(delays({ code: 'kind-not-served', isKnown: true })).toEqual([
      1, 2, 4, 8, 16, 32, 64, 128, 256, 300,
    ]);
  });

  it('shortens the delay at random, so that tabs do not retry together', () => {
    expect(
      delays({ code: 'forbidden', isKnown: true, random: 0 }).slice(0, 3),
    ).toEqual([0.5, 1, 2]);
  });

  it('retries soon if the kind was never served, because its Promise may have just been installed', () => {
    expect(delays({ code: 'kind-not-served', isKnown: false })).toEqual([
      4, 8, 16, 32, 64, 128, 256, 300, 300, 300,
    ]);
  });

  it.each([
    ['what was never read', 'forbidden', false],
    ['an invalid query', 'invalid-input', true],
  ] as const)('waits a minute after a refusal of %s', (_, code, isKnown) => {
    expect(delays({ code, isKnown }).slice(0, 4)).toEqual([60, 120, 240, 300]);
  });

  it('waits at least as long as the backend asks', () => {
    const error = new SkeError({
      code: 'too-many-requests',
      message: 'Too many requests.',
      retryAfterSeconds: 12,
    });
    const member = { failures: 1, isKnown: true };
    expect(
      memberRetryDelay(member, { kind: 'retry', error, random: 0.5 }),
    ).toBe(12_000);
  });
});

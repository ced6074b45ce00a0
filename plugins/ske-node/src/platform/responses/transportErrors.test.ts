import type { CallSubject } from '../calls/PlatformCall';
import { CallFailure } from '../connection/CallFailure';
import { toCallError } from './transportErrors';

function subject(verb: CallSubject['verb']): CallSubject {
  return {
    verb,
    cluster: 'kratix-platform',
    target: { type: 'kind', apiVersion: 'v1', kind: 'ConfigMap' },
  };
}

describe('toCallError', () => {
  it.each([
    ['list', /smaller pages/],
    ['get', /^Try again/],
    ['patch', /not known whether/],
  ] as const)(
    'returns a hint and no detail for a %s whose response is too large',
    (verb, hint) => {
      const failure = new CallFailure({ reason: 'too-large', isSent: true });
      expect(toCallError(failure, subject(verb), undefined)).toMatchObject({
        code: 'cluster-error',
        hint: expect.stringMatching(hint),
        // The detail is only for the text of the cluster.
        detail: undefined,
      });
    },
  );
});

import { UnsecuredJWT } from 'jose';
import { DiagnosisFacts } from '../facts/DiagnosisFacts';
import type { DiagnosisProbes } from '../facts/DiagnosisProbes';
import type { ExpectedIssuer } from '../settings/ApiServerExpectations';
import { checkUsername } from './checkUsername';

const ISSUER = 'https://idp.example.com';

const check = (email_verified: unknown) =>
  checkUsername.run(
    new DiagnosisFacts({
      settings: {
        problems: [],
        expectations: {
          source: 'auth.yaml',
          issuers: [
            {
              url: ISSUER,
              username: { claim: 'email', prefix: '' },
            } as ExpectedIssuer,
          ],
        },
      },
      probes: {
        token: async () => ({
          text: new UnsecuredJWT({
            iss: ISSUER,
            email: 'jane@example.com',
            email_verified,
          }).encode(),
        }),
      } as Partial<DiagnosisProbes> as DiagnosisProbes,
    }),
  );

describe('checkUsername', () => {
  it.each([
    ['the boolean false', false, /^Verify/],
    [
      'a text, which the API server does not read as a boolean',
      'true',
      /as a boolean/,
    ],
    ['null', null, /as a boolean/],
  ])('reports an email_verified that is %s', async (_, value, remedy) => {
    expect(await check(value)).toMatchObject({
      code: 'email-not-verified',
      remedy: [expect.stringMatching(remedy)],
    });
  });

  it.each([true, undefined])(
    'accepts an email_verified that is %s',
    async value => {
      expect(await check(value)).toMatchObject({ status: 'passed' });
    },
  );
});

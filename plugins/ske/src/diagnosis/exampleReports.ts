import {
  type DiagnosisCheck,
  diagnosisCheckIds,
  type DiagnosisReport,
} from '@kratix-portal/plugin-ske-common';

/* Reports for the gallery and for tests. */

const base = {
  checkedAt: '2026-11-25T09:30:00.000Z',
  backstageUser: 'user:default/ada',
  cluster: 'platform',
  provider: { id: 'keycloak', kind: 'keycloak' as const },
};

const passed = (id: DiagnosisCheck['id']): DiagnosisCheck => ({
  id,
  status: 'passed',
  seen: `The check of ${id} found what it must find.`,
});

const audience: DiagnosisCheck = {
  id: 'token-audience',
  status: 'failed',
  code: 'token-audience-wrong',
  certainty: 'certain',
  seen: 'aud of the token is account.',
  expected: 'kube, which ske.diagnosis.apiServer names.',
  remedy: [
    'In Keycloak open Clients > the client > Client scopes > <client>-dedicated, and add a mapper of type Audience: Included Custom Audience is the value of --oidc-client-id, and Add to access token is on.',
  ],
};

export const passedReport: DiagnosisReport = {
  ...base,
  outcome: 'passed',
  checks: diagnosisCheckIds.map(passed),
};

/** The token has a wrong audience, so the checks after it did not run. */
export const failedReport: DiagnosisReport = {
  ...base,
  outcome: 'failed',
  code: 'token-audience-wrong',
  checks: diagnosisCheckIds.map((id, index) => {
    const at = diagnosisCheckIds.indexOf('token-audience');
    if (index === at) {
      return audience;
    }
    return index < at
      ? passed(id)
      : { id, status: 'skipped', seen: 'An earlier check failed.' };
  }),
};

export const warningReport: DiagnosisReport = {
  ...base,
  outcome: 'warning',
  checks: diagnosisCheckIds.map(id =>
    id === 'tls'
      ? {
          id,
          status: 'warning',
          code: 'tls-not-verified',
          certainty: 'certain',
          seen: 'skipTLSVerify is true: the certificate is not verified.',
          expected: 'The certificate is verified with caFile or caData.',
          remedy: [
            'Set caFile or caData of the cluster to its certificate authority, and remove skipTLSVerify.',
          ],
        }
      : passed(id),
  ),
};

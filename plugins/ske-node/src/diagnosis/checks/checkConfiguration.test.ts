import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { cluster } from '../../config/__testUtils__/skeConfig';
import { DiagnosisFacts } from '../facts/DiagnosisFacts';
import type { DiagnosisProbes } from '../facts/DiagnosisProbes';
import { readDiagnosisSettings } from '../settings/readDiagnosisSettings';
import { checkConfiguration } from './checkConfiguration';

const PATH = 'kubernetes.clusterLocatorMethods[0].clusters[0]';

describe('checkConfiguration', () => {
  it.each<[string, JsonObject, string]>([
    ['of another type', { skipTLSVerify: 'maybe' }, 'skipTLSVerify'],
    ['that is empty', { authProvider: '' }, 'authProvider'],
    ['with a value that is not allowed', { authProvider: 'x' }, 'authProvider'],
  ])('names a key %s', async (_, keys, key) => {
    const config = new ConfigReader({
      ske: { kubernetes: { platformName: cluster.name } },
      kubernetes: {
        clusterLocatorMethods: [
          { type: 'config', clusters: [{ ...cluster, ...keys }] },
        ],
      },
    });
    const facts = new DiagnosisFacts({
      settings: readDiagnosisSettings(config),
      probes: {} as DiagnosisProbes,
    });

    expect(await checkConfiguration.run(facts)).toMatchObject({
      code: 'config-invalid',
      remedy: [`Correct ${PATH}.${key}, and restart the backend.`],
    });
  });
});

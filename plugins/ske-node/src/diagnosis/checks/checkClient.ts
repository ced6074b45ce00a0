import { z } from 'zod';
import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import {
  failed,
  type Finding,
  passed,
  skipped,
  unknown,
} from '../facts/Finding';
import { providerKey, remedyFor } from '../remedies';

const errorSchema = z.object({ error: z.string() });

/** Whether the provider knows the client of the portal. Only the doctor on the command line checks this. */
export const checkClient: Check = {
  id: 'client',
  async run(facts: DiagnosisFacts): Promise<Finding> {
    const endpoint = await facts.metadata('token_endpoint');
    if (!facts.probes.tryClient || endpoint === undefined) {
      return skipped('A sign-in proves that the provider knows the client.');
    }
    const { status, code, body } = await facts.probes.tryClient(endpoint);
    const parsed = errorSchema.safeParse(body);
    // The probe redeems a code that does not exist: a provider that knows the client responds with invalid_grant.
    const error = parsed.success ? parsed.data.error : undefined;
    if (error === 'invalid_client' || error === 'unauthorized_client') {
      return failed('client-rejected', {
        seen: `The token endpoint of the provider responds with ${error}.`,
        expected: 'The provider knows clientId and clientSecret.',
        remedy: [
          `Compare ${providerKey(facts, 'clientId')}, clientSecret and tokenEndpointAuthMethod with the registered client.`,
          remedyFor(facts, 'client'),
        ],
      });
    }
    return error === 'invalid_grant' || error === 'invalid_request'
      ? passed('The provider knows the client of the portal.')
      : unknown(
          `The token endpoint responds with ${error ?? status ?? code}, which does not show whether it knows the client.`,
        );
  },
};

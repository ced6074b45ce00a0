import { SkeError } from '@kratix-portal/plugin-ske-common';
import { parseManifest } from '../parseManifest';

/** The error of a manifest that must be rejected. */
export function refusal(text: string): SkeError {
  try {
    parseManifest(text);
  } catch (error) {
    if (SkeError.is(error)) {
      return error;
    }
    throw error;
  }
  throw new Error('the manifest was accepted');
}

/** The start of a manifest without metadata. */
export const head = 'apiVersion: demo.example.com/v1\nkind: Database\n';
/** The start of a manifest with a name. */
export const named = `${head}metadata: {name: orders}\n`;

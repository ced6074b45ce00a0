import {
  describeAmbiguousKey,
  readAmbiguousScalar,
} from '@kratix-portal/plugin-ske-common';
import { Document, Scalar, visit } from 'yaml';

/**
 * Writes a value as YAML that the portal, kubectl and other tools read as this value: texts and keys that YAML 1.1 or YAML 1.2 would read as something else
 * are in quotes.
 *
 * The YAML 1.1 mode of the library is not used, because it leaves out what kubectl's library reads in addition, such as `0o17` and `0X1F`.
 */
export function writeYaml(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(role, node) {
      const { value: text } = node;
      const isAmbiguous =
        typeof text === 'string' &&
        (role === 'key'
          ? describeAmbiguousKey(text) !== undefined
          : readAmbiguousScalar(text) !== undefined);
      if (isAmbiguous) {
        node.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document.toString({ lineWidth: 0 });
}

import { Document, Scalar, visit } from 'yaml';
import { needsQuotes } from './needsQuotes';

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
      if (
        typeof text === 'string' &&
        needsQuotes(text, role === 'key' ? 'key' : 'value')
      ) {
        node.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document.toString({ lineWidth: 0 });
}

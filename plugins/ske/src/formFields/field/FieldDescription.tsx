import { MarkdownContent } from '@backstage/core-components';
import type { FieldProps } from './FieldProps';
import styles from './FieldDescription.module.css';

/** The form shows no description for a field extension, so each extension shows its own. */
export function FieldDescription({
  id,
  schema,
}: Pick<FieldProps, 'schema'> & { id: string }) {
  if (!schema.description) {
    return null;
  }
  return (
    <div id={id} className={styles.description}>
      <MarkdownContent content={schema.description} linkTarget="_blank" />
    </div>
  );
}

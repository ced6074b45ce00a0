import { MarkdownContent } from '@backstage/core-components';
import { memo } from 'react';
import type { FieldProps } from './FieldProps';
import styles from './FieldDescription.module.css';

/** It parses the Markdown again only if the text has changed, and not for each key in the field. */
const Description = memo(MarkdownContent);

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
      <Description content={schema.description} linkTarget="_blank" />
    </div>
  );
}

import { Link } from '@backstage/ui';
import { CopyButton } from '../../parts';
import { useWords } from '../../words';
import styles from './FieldTree.module.css';
import type { Field, FieldValue } from './readFields';
import { SecretValue } from './SecretValue';

/** Fields with their values, groups indented. Values can be copied. Values that look like a secret are hidden until the user asks for them. */
export function FieldTree(props: { fields: readonly Field[] }) {
  return (
    <dl className={styles.list}>
      {props.fields.map(field => (
        <div
          key={field.path}
          className={field.type === 'group' ? styles.group : styles.field}
        >
          <dt>{field.title}</dt>
          <dd>
            {field.type === 'group' ? (
              <FieldTree fields={field.items} />
            ) : (
              <Value field={field} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ field }: { field: FieldValue }) {
  const t = useWords();
  const { text, href, title, isSecret } = field;
  if (isSecret) {
    return <SecretValue title={title} text={text} />;
  }
  return (
    <>
      {href === undefined ? (
        <span className={styles.text}>{text}</span>
      ) : (
        <Link
          href={href}
          target="_blank"
          rel="noopener noreferrer"
          className={styles.text}
        >
          {text}
        </Link>
      )}
      {!isSwitch(text) && (
        <CopyButton text={text} what={t('resource.field', { title })} />
      )}
    </>
  );
}

/** A boolean has no copy button, because typing it is faster. */
function isSwitch(text: string): boolean {
  return text === 'true' || text === 'false';
}

import { Text } from '@backstage/ui';
import { CopyButton, SectionCard } from '../parts';
import { useWords } from '../words';
import styles from './NewRequest.module.css';

/** The request as YAML, beside the form. It names what the form cannot show. */
export function YamlSide(props: { text: string; hidden: readonly string[] }) {
  const { text, hidden } = props;
  const t = useWords();
  return (
    <SectionCard
      title={t('newRequest.yaml.title')}
      actions={<CopyButton text={text} what={t('newRequest.yaml.title')} />}
    >
      {hidden.length > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('newRequest.yaml.hidden', {
            count: hidden.length,
            fields: hidden.join(', '),
          })}
        </Text>
      )}
      {/* A part that scrolls must be reachable by keyboard. */}
      <pre
        className={styles.manifest}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={t('newRequest.yaml.title')}
      >
        {text}
      </pre>
    </SectionCard>
  );
}

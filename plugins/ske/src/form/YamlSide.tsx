import { CopyButton, SectionCard } from '../parts';
import { HiddenFields } from './HiddenFields';
import styles from './ManifestForm.module.css';

/** The object as YAML, beside the form. It names what the form cannot show. */
export function YamlSide(props: {
  title: string;
  text: string;
  hidden: readonly string[];
}) {
  const { title, text, hidden } = props;
  return (
    <SectionCard
      title={title}
      actions={<CopyButton text={text} what={title} />}
    >
      <HiddenFields fields={hidden} />
      {/* A part that scrolls must be reachable by keyboard. */}
      <pre
        className={styles.manifest}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={title}
      >
        {text}
      </pre>
    </SectionCard>
  );
}

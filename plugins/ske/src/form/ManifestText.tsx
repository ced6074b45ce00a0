import type { IsSecret } from '@kratix-portal/plugin-ske-common';
import { ToggleButton } from '@backstage/ui';
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react';
import { CopyButton, SectionCard } from '../parts';
import { useWords } from '../words';
import { maskText } from '../yaml';
import styles from './ManifestForm.module.css';

/** An object as YAML, which cannot be changed here. Secrets are hidden until the user asks for them; a copy of the text contains the secrets. */
export function ManifestText(props: {
  title: string;
  text: string;
  isSecret: IsSecret;
  /** The content above the text. */
  children?: ReactNode;
}) {
  const { title, text, isSecret } = props;
  const t = useWords();
  const [isRevealed, setRevealed] = useState(false);
  // A user types in the form beside this text, and masking a large text takes a while.
  const current = useDeferredValue(text);
  const masked = useMemo(
    () => maskText(current, isSecret),
    [current, isSecret],
  );
  return (
    <SectionCard
      title={title}
      actions={
        <>
          {masked.hidden > 0 && (
            <ToggleButton
              size="small"
              isSelected={isRevealed}
              onChange={setRevealed}
            >
              {t('yaml.reveal', { count: masked.hidden })}
            </ToggleButton>
          )}
          <CopyButton text={text} what={title} />
        </>
      }
    >
      {props.children}
      {/* A part that scrolls must be reachable by keyboard. */}
      <pre
        className={styles.manifest}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={title}
      >
        {isRevealed ? current : masked.text}
      </pre>
    </SectionCard>
  );
}

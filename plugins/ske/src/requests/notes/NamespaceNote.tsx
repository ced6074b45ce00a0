import { Button, Text } from '@backstage/ui';
import { RiArrowDownSLine, RiCloseLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { focusBefore, ToneNotice } from '../../parts';
import { useWords } from '../../words';
import type { CoverageSummary } from '../completeness';
import type { KnownNamespaces } from '../data';
import { NamespaceForm } from './NamespaceForm';

import styles from './NamespaceNote.module.css';

/** Says which namespaces are shown to a user who may not list all, and lets the user add others. */
export function NamespaceNote(props: {
  summary: CoverageSummary;
  /** How many Promises the list is about. */
  kinds: number;
  namespaces: KnownNamespaces;
  unasked: number;
  isLoading: boolean;
}) {
  const t = useWords();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const { summary, kinds, namespaces, unasked, isLoading } = props;
  const { partial, namespaces: shown } = summary;
  if (partial.length === 0) {
    return null;
  }
  return (
    <ToneNotice
      tone="neutral"
      actions={
        <Button
          variant="tertiary"
          size="small"
          iconEnd={<RiArrowDownSLine aria-hidden="true" />}
          aria-expanded={isOpen}
          aria-controls={id}
          onPress={() => setOpen(!isOpen)}
        >
          {t('requests.namespace.choose')}
        </Button>
      }
    >
      {partial.length === kinds
        ? t('requests.namespaces', {
            count: shown.length,
            names: nameFew(shown),
          })
        : t('requests.namespaces.some', { count: partial.length })}
      <div id={id} hidden={!isOpen} className={styles.details}>
        <Text as="p" variant="body-small" className={styles.names}>
          {t('requests.namespaces.shown', { names: shown.join(', ') })}
        </Text>
        {unasked > 0 && (
          <Text as="p" variant="body-small">
            {t('requests.namespaces.unasked', { count: unasked })}
          </Text>
        )}
        <AddedNamespaces
          namespaces={namespaces}
          shown={shown}
          isLoading={isLoading}
        />
        <NamespaceForm onAdd={namespaces.add} />
      </div>
    </ToneNotice>
  );
}

/** More names than these do not fit into the sentence. The details have all. */
const MOST_NAMES = 3;

function nameFew(names: readonly string[]): string {
  const few = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? `${few}, …` : few;
}

/** The namespaces that the user added, each with whether requests in it can be listed. */
export function AddedNamespaces(props: {
  namespaces: KnownNamespaces;
  shown: readonly string[];
  isLoading: boolean;
}) {
  const t = useWords();
  const { namespaces, shown, isLoading } = props;
  const textOf = (name: string) => {
    if (shown.includes(name)) {
      return name;
    }
    return isLoading
      ? t('requests.namespace.checking', { name })
      : t('requests.namespace.denied', { name });
  };
  if (namespaces.added.length === 0) {
    return null;
  }
  return (
    <ul
      className={styles.added}
      aria-label={t('requests.namespace.added')}
      aria-live="polite"
    >
      {namespaces.added.map(name => (
        <li key={name} className={styles.namespace}>
          <span>{textOf(name)}</span>
          <button
            type="button"
            className={styles.remove}
            aria-label={t('requests.namespace.remove', { name })}
            onClick={({ currentTarget }) => {
              focusBefore(currentTarget);
              namespaces.remove(name);
            }}
          >
            <RiCloseLine aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}
